// Validates documents by a schema: node validate.js SCHEMA DOCUMENT...
// Prints a line for each: its name, "valid" or "invalid", and the first error.
'use strict';
const fs = require('fs');
const Ajv2020 = require('ajv/dist/2020');

const [schemaFile, ...documents] = process.argv.slice(2);
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8')));
for (const file of documents) {
  const valid = validate(JSON.parse(fs.readFileSync(file, 'utf8')));
  const errors = (validate.errors || []).map((e) => `${e.instancePath} ${e.message}`).join('; ');
  console.log(`${file} ${valid ? 'valid' : 'invalid'} ${errors}`);
}
