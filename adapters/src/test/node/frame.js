// The frame of a client's run: EXCHANGE holds the line of `exchange --json`; every step prints
// whether it went well, and the process ends with 1 when one did not.
'use strict';
const assert = require('node:assert/strict');

const exchange = JSON.parse(process.env.EXCHANGE);
const steps = [];

function step(name, body) {
  steps.push({ name, body });
}

/** Result of an answer that must be a success. */
function ok(answer) {
  assert.equal(answer.retCode, 0, `${answer.retCode} ${answer.retMsg}`);
  return answer.result;
}

function refused(answer, code) {
  assert.equal(answer.retCode, code, `${answer.retCode} ${answer.retMsg}`);
  return answer;
}

/** Waits, with a limit, until what body gives is truthy. */
async function until(body, limitMs = 10000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await body();
    if (value) {
      return value;
    }
    assert.ok(Date.now() < end, 'waited too long');
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function run() {
  let failed = 0;
  for (const { name, body } of steps) {
    try {
      await body();
      console.log(`ok   ${name}`);
    } catch (e) {
      failed++;
      console.log(`FAIL ${name}: ${e && e.stack ? e.stack : JSON.stringify(e)}`);
    }
  }
  console.log(`${steps.length - failed} of ${steps.length} steps went well`);
  process.exit(failed === 0 ? 0 : 1);
}

module.exports = { assert, exchange, step, ok, refused, until, run };
