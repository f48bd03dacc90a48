// The graph: agencies, courts, agreements, lawsuits, groups …, and what links them.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { badges, cell, colour, draw, isTold, legend, linkTo, make, rowsOf, tell, textOf, tools } from "./lib/picture.js";
import "./graph.css";

cytoscape.use(fcose);

const SHAPES = ["round-rectangle", "ellipse", "hexagon", "diamond", "octagon", "round-tag", "barrel", "vee", "pentagon", "rhomboid", "round-triangle", "cut-rectangle"];
/** Links from which a node is named at every size. */
const HUB = 4;
const HUES = ["#2f6fb0", "#a3321c", "#2f7d4f", "#7b4fb3", "#a66a00", "#0f7f86", "#b03a7a", "#5a6b2a", "#4d5c9e", "#8a5a44", "#3d7ea6", "#6d6d6d"];

draw((box, data, words) => {
  const rows = rowsOf(data, "link");
  const kinds = new Map();
  const nodes = new Map();
  for (const row of rows) {
    for (const end of ["source", "target"]) {
      const [kind] = cell(data, row, `${end}Kind`);
      if (!kinds.has(kind.iri)) kinds.set(kind.iri, { ...kind, order: kinds.size % SHAPES.length });
      const [node] = cell(data, row, end);
      if (!nodes.has(node.iri)) nodes.set(node.iri, { ...node, kind: kinds.get(kind.iri) });
    }
  }
  const elements = [
    ...[...nodes.values()].map((node) => ({ data: { id: node.iri, label: node.text, shape: SHAPES[node.kind.order], hue: HUES[node.kind.order], kind: node.kind.iri } })),
    ...rows.map((row, id) => ({ data: { id: `link-${id}`, source: row.cells.source[0], target: row.cells.target[0], label: textOf(data, row, "role") }, classes: isTold(row) ? "told" : "" })),
  ];
  const style = () => {
    const [ink, paper, muted, link] = ["ink", "paper", "muted", "link"].map(colour);
    return [
      { selector: "node", style: { label: "data(label)", shape: "data(shape)", "background-color": "data(hue)", color: ink, "font-size": 13, "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 3, "text-background-color": paper, "text-background-opacity": 0.8, width: 22, height: 22, "min-zoomed-font-size": 7.5 } },
      { selector: "node.hub", style: { "font-size": 19, "font-weight": "bold", "text-max-width": 190, "min-zoomed-font-size": 4, width: 30, height: 30 } },
      { selector: "edge", style: { width: 1.5, "line-color": muted, "target-arrow-color": muted, "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier", "font-size": 9, color: muted, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.85, "min-zoomed-font-size": 7 } },
      { selector: "edge.told", style: { "line-style": "dashed" } },
      { selector: ".away", style: { opacity: 0.18 } },
      { selector: "edge.near", style: { label: "data(label)", width: 2.5, "line-color": link, "target-arrow-color": link } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": link, width: 30, height: 30 } },
      { selector: ".hidden", style: { display: "none" } },
    ];
  };
  const graph = cytoscape({ container: box, elements, style: style(), minZoom: 0.15, maxZoom: 1.7, userZoomingEnabled: false });
  const layout = () => graph.elements(":visible").layout({ name: "fcose", animate: false, randomize: true, quality: "proof", nodeSeparation: 160, idealEdgeLength: 120, nodeRepulsion: 30000, gravity: 0.12, padding: 24, packComponents: true }).run();
  graph.nodes().filter((node) => node.degree(false) >= HUB).addClass("hub");
  layout();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));

  const clear = () => { graph.elements().removeClass("away near chosen"); tell(); };
  const choose = (iri) => {
    const node = graph.getElementById(iri);
    graph.elements().removeClass("near chosen").addClass("away");
    node.closedNeighborhood().removeClass("away");
    node.connectedEdges().addClass("near");
    node.addClass("chosen");
    graph.animate({ fit: { eles: node.closedNeighborhood(), padding: 60 }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250 });
    const around = rows.filter((row) => row.cells.source[0] === iri || row.cells.target[0] === iri);
    const chosen = nodes.get(iri);
    tell(make("h3", {}, linkTo(chosen), make("span", { class: "muted" }, ` · ${chosen.kind.text}`)),
      make("ul", {}, ...around.map((row) => make("li", {}, linkTo(cell(data, row, "source")[0]), ` — ${textOf(data, row, "role")} → `, linkTo(cell(data, row, "target")[0]), " ", ...badges(row)))));
  };
  graph.on("tap", "node", ({ target }) => { select.value = target.id(); choose(target.id()); });
  graph.on("tap", ({ target }) => { if (target === graph) { select.value = ""; clear(); } });
  box.addEventListener("pointerdown", () => graph.userZoomingEnabled(true), { once: true });

  const all = () => { select.value = ""; clear(); graph.fit(graph.elements(":visible"), 24); };
  const zoom = (factor) => graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const byKind = [...kinds.values()].sort((a, b) => a.text.localeCompare(b.text, data.language));
  const select = make("select", { change: () => (select.value ? choose(select.value) : all()) },
    make("option", { value: "" }, box.dataset.all),
    ...byKind.map((kind) => make("optgroup", { label: kind.text }, ...[...nodes.values()].filter((node) => node.kind.iri === kind.iri)
      .sort((a, b) => a.text.localeCompare(b.text, data.language)).map((node) => make("option", { value: node.iri }, node.text)))));
  const boxes = byKind.map((kind) => {
    const check = make("input", { type: "checkbox", checked: true, change: () => {
      graph.nodes().filter((node) => node.data("kind") === kind.iri).toggleClass("hidden", !check.checked);
      all();
    } });
    return make("label", { class: "kind-box" }, check, make("span", { class: `dot dot-${kind.order}`, "aria-hidden": "true" }), kind.text);
  });
  tools(box, make("label", {}, box.dataset.find, select),
    make("button", { type: "button", click: () => zoom(1.4) }, words.zoom_in),
    make("button", { type: "button", click: () => zoom(1 / 1.4) }, words.zoom_out),
    make("button", { type: "button", click: all }, words.all));
  const fields = make("fieldset", { class: "kinds" }, make("legend", {}, box.dataset.kinds), ...boxes);
  box.after(fields);
  fields.querySelectorAll(".dot").forEach((dot, i) => { dot.style.background = HUES[byKind[i].order]; });
});
