// The sockets of the exchange, as the public Node client of Bybit v5 sees them.
'use strict';
const { WebsocketClient, WebsocketAPIClient, RestClientV5 } = require('bybit-api');
const { assert, exchange, step, ok, until, run } = require('./frame');

const [one, two] = exchange.accounts;
const quiet = { trace() {}, info() {}, error() {} };
const keys = { key: one.apiKey, secret: one.apiSecret };
const rest = new RestClientV5({ baseUrl: exchange.rest });
const category = 'linear';
const symbol = 'BTCUSDT';
const heard = [];
const open = new WebsocketClient({ wsUrl: exchange.public }, quiet);
const mine = new WebsocketClient({ ...keys, wsUrl: exchange.private }, quiet);
const api = new WebsocketAPIClient({ ...keys, wsUrl: exchange.trade }, quiet);
open.on('update', (message) => heard.push(message));
mine.on('update', (message) => heard.push(message));
const answers = [];
mine.on('response', (answer) => answers.push(answer));
open.on('exception', () => {});
mine.on('exception', () => {});

const of = (topic, match = () => true) =>
  heard.find((message) => message.topic === topic && match(message));

let bid;
let ask;

step('public topics are heard', async () => {
  const topics = ['orderbook.50', 'orderbook.1', 'publicTrade', 'tickers', 'kline.1'];
  open.subscribeV5(topics.map((topic) => `${topic}.${symbol}`), category);
  for (const topic of topics) {
    await until(() => of(`${topic}.${symbol}`), 20000);
  }
  const snapshot = of(`orderbook.50.${symbol}`);
  assert.equal(snapshot.type, 'snapshot');
  bid = Number(snapshot.data.b[0][0]);
  ask = Number(snapshot.data.a[0][0]);
  assert.ok(ask > bid);
});

step('a book kept from deltas stays whole', async () => {
  const topic = `orderbook.50.${symbol}`;
  await until(() => heard.filter((message) => message.topic === topic).length > 40, 30000);
  const bids = new Map();
  const asks = new Map();
  let last;
  for (const message of heard.filter((each) => each.topic === topic)) {
    if (message.type === 'snapshot') {
      bids.clear();
      asks.clear();
    } else {
      assert.equal(message.data.u, last + 1);
    }
    last = message.data.u;
    for (const [book, side] of [[bids, message.data.b], [asks, message.data.a]]) {
      for (const [price, size] of side) {
        if (Number(size) === 0) {
          assert.ok(book.delete(price), 'deletes a level that is there');
        } else {
          book.set(price, size);
        }
      }
    }
    assert.ok(Math.max(...[...bids.keys()].map(Number)) < Math.min(...[...asks.keys()].map(Number)));
    assert.ok(bids.size <= 50 && asks.size <= 50);
  }
});

step('private topics are heard, and orders go over the trade socket', async () => {
  mine.subscribeV5(['order', 'execution', 'execution.fast', 'position', 'wallet'], category);
  // An order placed before the subscription is taken would not be heard.
  await until(() => answers.some((answer) => answer.op === 'subscribe' && answer.success));
  const order = {
    category,
    symbol,
    side: 'Buy',
    orderType: 'Limit',
    qty: '0.01',
    price: (bid * 0.97).toFixed(0),
    orderLinkId: 'node-1',
  };
  const placed = await api.submitNewOrder(order);
  assert.equal(placed.retCode, 0);
  assert.equal(placed.data.orderLinkId, 'node-1');
  await until(() => of('order', (m) => m.data[0].orderStatus === 'New'));
  const amended = await api.amendOrder({
    category,
    symbol,
    orderLinkId: 'node-1',
    price: (bid * 0.96).toFixed(0),
  });
  assert.equal(amended.data.orderId, placed.data.orderId);
  const cancelled = await api.cancelOrder({ category, symbol, orderLinkId: 'node-1' });
  assert.equal(cancelled.retCode, 0);
  await until(() => of('order', (m) => m.data[0].orderStatus === 'Cancelled'));
});

step('a fill is told on every private topic', async () => {
  const filled = await api.submitNewOrder({
    category,
    symbol,
    side: 'Buy',
    orderType: 'Market',
    qty: '0.01',
  });
  const id = filled.data.orderId;
  for (const topic of ['order', 'execution', 'execution.fast']) {
    await until(() => of(topic, (m) => m.data.some((item) => item.orderId === id)));
  }
  await until(() => of('position', (m) => Number(m.data[0].size) > 0));
  await until(() => of('wallet', (m) => m.data[0].coin[0].coin === 'USDT'));
});

step('batches are answered order by order', async () => {
  const order = { symbol, side: 'Buy', orderType: 'Limit', qty: '0.01' };
  const price = (bid * 0.97).toFixed(0);
  const batch = await api.batchSubmitOrders(category, [
    { ...order, price, orderLinkId: 'batch-1' },
    { ...order, price, orderLinkId: 'batch-1' },
  ]);
  assert.deepEqual(batch.retExtInfo.list.map((item) => item.code), [0, 110072]);
  const gone = await api.batchCancelOrder(category, [{ symbol, orderLinkId: 'batch-1' }]);
  assert.equal(gone.retExtInfo.list[0].code, 0);
});

step('what is refused comes as an error with its code', async () => {
  await assert.rejects(
    api.cancelOrder({ category, symbol, orderLinkId: 'nothing' }),
    (error) => error.retCode === 110001,
  );
  const wrong = new WebsocketAPIClient(
    { key: two.apiKey, secret: 'wrong', wsUrl: exchange.trade },
    quiet,
  );
  wrong.getWSClient().on('exception', () => {});
  const outcome = await Promise.race([
    wrong.submitNewOrder({ category, symbol, side: 'Buy', orderType: 'Market', qty: '1' }).then(
      () => 'taken',
      () => 'refused',
    ),
    new Promise((done) => setTimeout(() => done('refused'), 3000)),
  ]);
  assert.equal(outcome, 'refused');
  assert.ok(ok(await rest.getServerTime()));
});

run();
