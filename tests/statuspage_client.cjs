// Reads a page by the npm client `statuspage.io` and prints what it got as one JSON object.
// The client's own option names the address: no host or scheme is replaced behind its back.
const { Statuspage } = require("statuspage.io");

async function read(address) {
  const page = new Statuspage("any");
  page.setApiUrl(address);
  const { api } = page;
  return {
    summary: await api.getSummary(),
    status: await api.getStatus(),
    components: await api.getComponents(),
    incidents: await api.incidents.getAll(),
    unresolved: await api.incidents.getUnresolved(),
    // Its getAll and getActive ask for this file too (3.3.8): it reads no other one of maintenance.
    upcoming: await api.scheduledMaintenances.getUpcoming(),
  };
}

read(process.argv[2]).then(
  (answers) => process.stdout.write(JSON.stringify(answers)),
  (error) => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
