// The REST half of the exchange, as the public Node client of Bybit v5 sees it.
'use strict';
const { RestClientV5 } = require('bybit-api');
const { assert, exchange, step, ok, refused, until, run } = require('./frame');

const [one, two] = exchange.accounts;
const baseUrl = exchange.rest;
const open = new RestClientV5({ baseUrl });
const options = { baseUrl, parseAPIRateLimits: true };
const client = new RestClientV5({ key: one.apiKey, secret: one.apiSecret, ...options });
const other = new RestClientV5({ key: two.apiKey, secret: two.apiSecret, ...options });
const category = 'linear';
const symbol = 'BTCUSDT';
let instrument;
let ticker;

/** A price so many percent off the bid, on the grid. */
function price(percent) {
  const tick = Number(instrument.priceFilter.tickSize);
  const raw = Number(ticker.bid1Price) * (1 + percent / 100);
  return (Math.round(raw / tick) * tick).toFixed(Number(instrument.priceScale));
}

function limit(more) {
  return {
    category,
    symbol,
    side: 'Buy',
    orderType: 'Limit',
    qty: '0.01',
    price: price(-2),
    ...more,
  };
}

async function everyPage(fetch) {
  const all = [];
  let cursor;
  for (let pages = 0; pages < 50; pages++) {
    const result = ok(await fetch(cursor));
    all.push(...result.list);
    cursor = result.nextPageCursor;
    if (!cursor) {
      return all;
    }
  }
  throw new Error('pages without end');
}

step('the time is told', async () => {
  const time = ok(await open.getServerTime());
  assert.ok(Math.abs(Number(time.timeSecond) * 1000 - Date.now()) < 5000);
  assert.ok(Math.abs((await open.fetchServerTime()) - Date.now() / 1000) < 5);
});

step('instruments of every category', async () => {
  const list = ok(await open.getInstrumentsInfo({ category })).list;
  instrument = list.find((item) => item.symbol === symbol);
  assert.equal(instrument.contractType, 'LinearPerpetual');
  for (const none of ['spot', 'inverse', 'option']) {
    assert.deepEqual(ok(await open.getInstrumentsInfo({ category: none })).list, []);
  }
});

step('tickers, book, trades', async () => {
  ticker = ok(await open.getTickers({ category, symbol })).list[0];
  assert.ok(Number(ticker.bid1Price) < Number(ticker.ask1Price));
  const book = ok(await open.getOrderbook({ category, symbol, limit: 50 }));
  assert.ok(book.b.length > 0 && book.b.length <= 50);
  assert.ok(Number(book.b[0][0]) < Number(book.a[0][0]));
  await until(async () => ok(await open.getPublicTradingHistory({ category, symbol })).list.length);
});

step('candles, funding, open interest, risk limits', async () => {
  const query = { category, symbol, interval: '1', limit: 10 };
  assert.ok(ok(await open.getKline(query)).list.length > 0);
  assert.ok(ok(await open.getMarkPriceKline(query)).list.length > 0);
  assert.ok(ok(await open.getIndexPriceKline(query)).list.length > 0);
  ok(await open.getPremiumIndexPriceKline(query));
  ok(await open.getFundingRateHistory({ category, symbol }));
  ok(await open.getOpenInterest({ category, symbol, intervalTime: '1h' }));
  assert.ok(ok(await open.getRiskLimit({ category, symbol })).list.length > 0);
  ok(await open.getInsurance());
  ok(await open.getLongShortRatio({ category, symbol, period: '1h' }));
  ok(await open.getOrderPriceLimit({ category, symbol }));
  ok(await open.getDeliveryPrice({ category }));
});

step('a wrong signature, an unknown key and a clock that is off are refused', async () => {
  const wrong = new RestClientV5({ key: one.apiKey, secret: 'wrong', ...options });
  refused(await wrong.getAccountInfo(), 10004);
  const nobody = new RestClientV5({ key: 'nobody', secret: 'wrong', ...options });
  refused(await nobody.getAccountInfo(), 10003);
  const now = Date.now;
  for (const off of [-60000, 60000]) {
    Date.now = () => now() + off;
    try {
      refused(await client.getAccountInfo(), 10002);
    } finally {
      Date.now = now;
    }
  }
});

step('account, key, fees, balances', async () => {
  assert.equal(ok(await client.getAccountInfo()).marginMode, 'REGULAR_MARGIN');
  const key = ok(await client.getQueryApiKey());
  assert.equal(key.apiKey, one.apiKey);
  assert.equal(key.readOnly, 0);
  const wallet = ok(await client.getWalletBalance({ accountType: 'UNIFIED' })).list[0];
  assert.equal(wallet.coin[0].coin, 'USDT');
  assert.ok(Number(wallet.totalEquity) > 0);
  assert.equal(ok(await client.getFeeRate({ category, symbol })).list[0].symbol, symbol);
  assert.ok(ok(await client.getCoinInfo()).rows.length > 0);
  ok(await client.getAllCoinsBalance({ accountType: 'UNIFIED', coin: 'USDT' }));
  ok(await client.getCoinBalance({ accountType: 'UNIFIED', coin: 'USDT' }));
  ok(await client.setMarginMode('REGULAR_MARGIN'));
  refused(
    await client.createInternalTransfer(
      '42c0cfb0-6bca-4242-bc76-4e6df6cbab16', 'USDT', '1', 'FUND', 'UNIFIED'),
    10005);
});

step('an order lives: placed, asked for, amended, refused twice, taken back', async () => {
  const placed = ok(await client.submitOrder(limit({ orderLinkId: 'life-1' })));
  assert.equal(placed.orderLinkId, 'life-1');
  const { orderId } = placed;
  let order = ok(await client.getActiveOrders({ category, orderId })).list[0];
  assert.equal(order.orderStatus, 'New');
  refused(await client.submitOrder(limit({ orderLinkId: 'life-1' })), 110072);
  ok(await client.amendOrder({ category, symbol, orderId, qty: '0.02', price: price(-3) }));
  order = ok(await client.getActiveOrders({ category, symbol, orderLinkId: 'life-1' })).list[0];
  assert.equal(order.qty, '0.02');
  ok(await client.cancelOrder({ category, symbol, orderId }));
  refused(await client.cancelOrder({ category, symbol, orderId }), 110010);
  refused(await client.cancelOrder({ category, symbol, orderLinkId: 'no-such' }), 110001);
  order = ok(await client.getHistoricOrders({ category, orderId })).list[0];
  assert.equal(order.orderStatus, 'Cancelled');
  assert.equal(order.cancelType, 'CancelByUser');
});

step('parameters are checked', async () => {
  refused(await client.submitOrder(limit({ qty: '0' })), 10001);
  refused(await client.submitOrder(limit({ symbol: 'NOUSDT' })), 10001);
  refused(await client.submitOrder(limit({ side: 'Up' })), 10001);
  refused(await client.submitOrder(limit({ category: 'nothing' })), 10001);
  refused(await client.cancelOrder({ category, symbol }), 10001);
  refused(await client.getActiveOrders({ category }), 10001);
  refused(await client.getActiveOrders({ category, symbol, cursor: 'x' }), 10001);
});

step('a market order opens a position, which has stops, and is closed', async () => {
  ok(await client.submitOrder({ category, symbol, side: 'Buy', orderType: 'Market', qty: '0.05' }));
  const position = await until(async () => {
    const found = ok(await client.getPositionInfo({ category, symbol })).list[0];
    return found.size === '0.05' ? found : null;
  });
  assert.equal(position.side, 'Buy');
  ok(await client.setTradingStop({
    category, symbol, positionIdx: 0, tpslMode: 'Full', takeProfit: price(20), stopLoss: price(-20),
  }));
  const stops = ok(await client.getActiveOrders({ category, symbol, orderFilter: 'StopOrder' })).list;
  assert.equal(stops.length, 2);
  assert.equal(ok(await client.getPositionInfo({ category, settleCoin: 'USDT' })).list.length, 1);
  ok(await client.submitOrder({
    category, symbol, side: 'Sell', orderType: 'Market', qty: '0', reduceOnly: true,
    closeOnTrigger: true,
  }));
  await until(async () =>
    ok(await client.getPositionInfo({ category, settleCoin: 'USDT' })).list.length === 0);
  const fills = ok(await client.getExecutionList({ category, symbol })).list;
  assert.ok(fills.length >= 2);
  assert.equal(ok(await client.getClosedPnL({ category, symbol })).list[0].closedSize, '0.05');
  const log = await everyPage((cursor) =>
    client.getTransactionLog({ accountType: 'UNIFIED', limit: 2, cursor }));
  assert.ok(log.length >= 3);
});

step('batches answer each order, and count each', async () => {
  await new Promise((done) => setTimeout(done, 1100));
  const orders = [1, 2, 3].map((n) => {
    const { category: apart, ...order } = limit({ orderLinkId: `batch-${n}` });
    return order;
  });
  orders.push({ ...orders[0] });
  const answer = await client.batchSubmitOrders(category, orders);
  assert.deepEqual(answer.retExtInfo.list.map((item) => item.code), [0, 0, 0, 110072]);
  assert.equal(answer.rateLimitApi.remainingRequests, 6);
  const amended = await client.batchAmendOrders(category, [
    { symbol, orderLinkId: 'batch-1', price: price(-4) },
    { symbol, orderLinkId: 'no-such', price: price(-4) },
  ]);
  assert.deepEqual(amended.retExtInfo.list.map((item) => item.code), [0, 110001]);
  const cancelled = await client.batchCancelOrders(category, [
    { symbol, orderLinkId: 'batch-1' },
    { symbol, orderLinkId: 'batch-2' },
  ]);
  assert.deepEqual(cancelled.retExtInfo.list.map((item) => item.code), [0, 0]);
  const left = ok(await client.cancelAllOrders({ category, settleCoin: 'USDT' })).list;
  assert.deepEqual(left.map((order) => order.orderLinkId), ['batch-3']);
});

step('pages go to the end, with the cursors as they come', async () => {
  await new Promise((done) => setTimeout(done, 1100));
  for (let n = 0; n < 8; n++) {
    ok(await client.submitOrder(limit({ orderLinkId: `page-${n}`, price: price(-5) })));
  }
  const links = (await everyPage((cursor) =>
    client.getActiveOrders({ category, symbol, limit: 3, cursor }))).map((o) => o.orderLinkId);
  assert.deepEqual(links, [7, 6, 5, 4, 3, 2, 1, 0].map((n) => `page-${n}`));
  ok(await client.cancelAllOrders({ category, symbol }));
  const closed = await everyPage((cursor) =>
    client.getHistoricOrders({ category, symbol, limit: 4, cursor }));
  assert.equal(new Set(closed.map((order) => order.orderId)).size, closed.length);
  assert.ok(closed.length >= 14);
});

step('hedge mode, leverage, and a conditional order', async () => {
  await new Promise((done) => setTimeout(done, 1100));
  ok(await other.switchPositionMode({ category, coin: 'USDT', mode: 3 }));
  refused(await other.switchPositionMode({ category, coin: 'USDT', mode: 3 }), 110025);
  const legs = ok(await other.getPositionInfo({ category, symbol })).list;
  assert.deepEqual(legs.map((leg) => leg.positionIdx), [1, 2]);
  ok(await other.setLeverage({ category, symbol, buyLeverage: '7', sellLeverage: '7' }));
  refused(
    await other.setLeverage({ category, symbol, buyLeverage: '7', sellLeverage: '7' }), 110043);
  refused(await other.submitOrder(limit()), 10001);
  const stop = ok(await other.submitOrder({
    category, symbol, side: 'Buy', orderType: 'Market', qty: '0.01', positionIdx: 1,
    triggerPrice: price(10), triggerDirection: 1, triggerBy: 'MarkPrice',
  }));
  const order = ok(await other.getActiveOrders({ category, orderId: stop.orderId })).list[0];
  assert.equal(order.orderStatus, 'Untriggered');
  assert.equal(order.triggerBy, 'MarkPrice');
  ok(await other.cancelAllOrders({ category, symbol, orderFilter: 'StopOrder' }));
  assert.deepEqual(ok(await client.getActiveOrders({ category, orderId: stop.orderId })).list, []);
});

step('too many orders a second are refused with the limit in the headers', async () => {
  await new Promise((done) => setTimeout(done, 1100));
  const answers = await Promise.all(
    Array.from({ length: 15 }, () => client.submitOrder(limit({ price: price(-6) }))));
  const late = answers.filter((answer) => answer.retCode === 10006);
  assert.ok(late.length > 0, 'none was refused');
  assert.equal(late[0].rateLimitApi.maxRequests, 10);
  await new Promise((done) => setTimeout(done, 1100));
  ok(await client.cancelAllOrders({ category, settleCoin: 'USDT' }));
});

step('categories that are not traded here are empty', async () => {
  for (const none of ['spot', 'inverse', 'option']) {
    assert.deepEqual(ok(await client.getActiveOrders({ category: none })).list, []);
    assert.deepEqual(ok(await client.getHistoricOrders({ category: none })).list, []);
    assert.deepEqual(ok(await client.getExecutionList({ category: none })).list, []);
    assert.deepEqual(ok(await open.getTickers({ category: none })).list, []);
  }
});

run();
