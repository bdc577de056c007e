// Brings the page to life.

const data = JSON.parse(document.getElementById("rule-data").textContent);
const tables = new RuleTables(data.tables, data.inputs);
document.documentElement.classList.add("live");
new WhatIfPanel(data, tables);
if (data.plane !== null) new RegionsPicture(data, tables);
chooseNetworkRule();
