// Stores files with dcmjs-dimse, as the suites' peer; prints one line per status with its count.
//
//   store_dcmjs_dimse.js PORT FILE...

const dimse = require('dcmjs-dimse');

const { Client } = dimse;
const { CStoreRequest } = dimse.requests;

dimse.log.setLevel(process.env.DCMJS_LOG || 'silent');

const [port, ...files] = process.argv.slice(2);
const counts = new Map();
const client = new Client();
for (const file of files) {
  const request = new CStoreRequest(file);
  request.on('response', (response) => {
    const status = response.getStatus().toString(16).toUpperCase().padStart(4, '0');
    counts.set(status, (counts.get(status) || 0) + 1);
  });
  client.addRequest(request);
}
client.on('networkError', (error) => {
  console.log('network error:', error.message);
  process.exit(1);
});
client.on('closed', () => {
  for (const [status, count] of [...counts].sort()) {
    console.log(`${status}: ${count}`);
  }
  process.exit(0);
});
client.send('127.0.0.1', Number(port), 'DCMJS', 'FILMDESK');
