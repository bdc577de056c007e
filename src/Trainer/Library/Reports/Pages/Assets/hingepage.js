// Brings the page of a document of version 2 to life.

const data = JSON.parse(document.getElementById("rule-data").textContent);
const tables = new HingeTables(data.tables, data.inputs);
document.documentElement.classList.add("live");
new HingeWhatIfPanel(data, tables);
