// The picture of the network: the lines of one rule to the outputs.

function chooseNetworkRule() {
  const choice = document.getElementById("network-rule");
  choice?.addEventListener("change", () => {
    for (const lines of document.querySelectorAll("#network-picture .rule")) lines.classList.toggle("away", lines.dataset.rule !== choice.value);
  });
}
