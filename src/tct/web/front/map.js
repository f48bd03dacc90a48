// The map: country polygons of Natural Earth (no tiles), flows between countries, routes with their legs, places.
import codes from "i18n-iso-countries/codes.json";
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-50m.json";
import { badges, cell, draw, isTold, legend, linkTo, make, makeSvg, rowsOf, tell, textOf, tools } from "./lib/picture.js";
import "./map.css";

const NUMBERS = new Map(codes.map(([two, , number]) => [two, number]));
const shapes = new Map(world.objects.countries.geometries.map((shape) => [shape.id, shape]));

/** Degrees between two countries from which a flow is left out of the first view, so that the others can be told apart. */
const FAR = 50;

/** The shape of a country of the graph, by its ISO 3166-1 code. */
function shapeOf(node) {
  return shapes.get(NUMBERS.get(node?.iso3166));
}

/** The middle of the largest polygon of a country, as latitude and longitude. */
function middleOf(shape) {
  const { type, coordinates } = feature(world, shape).geometry;
  const rings = (type === "Polygon" ? [coordinates] : coordinates).map(([outer]) => outer).map((ring) => {
    let area = 0, x = 0, y = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
    return { size: Math.abs(area), at: [y / (3 * area), x / (3 * area)] };
  });
  return rings.reduce((a, b) => (a.size > b.size ? a : b)).at;
}

/** The border that two countries share, as lines of latitudes and longitudes, the longest first. */
function borderOf(one, other) {
  const pair = new Set([one, other]);
  const lines = mesh(world, world.objects.countries, (a, b) => a !== b && pair.has(a) && pair.has(b)).coordinates;
  return lines.map((line) => line.map(([x, y]) => [y, x])).sort((a, b) => b.length - a.length);
}

/** A bow from one point to another, to the right of its direction, as points. */
function bow([y1, x1], [y2, x2], bend) {
  const [cy, cx] = [(y1 + y2) / 2 - (x2 - x1) * bend, (x1 + x2) / 2 + (y2 - y1) * bend];
  return Array.from({ length: 33 }, (_, i) => i / 32).map((t) => [
    (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t ** 2 * y2,
    (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t ** 2 * x2,
  ]);
}

/** Group things by a key, in their order. */
function grouped(things, keyOf) {
  const found = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(thing);
  }
  return found;
}

draw((box, data, words) => {
  const map = L.map(box, { scrollWheelZoom: false, worldCopyJump: false, zoomSnap: 0.25, minZoom: 1, maxZoom: 9, attributionControl: false, zoomControl: false });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const nodes = Object.entries(data.nodes).map(([iri, node]) => ({ iri, ...node }));
  const countries = new Map(nodes.filter((node) => shapeOf(node)).map((node) => [NUMBERS.get(node.iso3166), node]));
  const named = new Map(nodes.map((node) => [node.iri, node]));
  const everything = L.latLngBounds([]);
  const near = L.latLngBounds([]);
  const usual = L.latLngBounds([]);
  map.setView([20, -90], 3);

  L.geoJSON(feature(world, world.objects.countries), {
    interactive: false,
    style: (shape) => ({ className: countries.has(shape.id) ? "land named" : "land", weight: 1 }),
  }).addTo(map);
  const middles = new Map();
  for (const node of countries.values()) {
    const at = middleOf(shapeOf(node));
    middles.set(node.iri, at);
    L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ className: "country-name", html: make("span", {}, node.text), iconSize: [0, 0] }) }).addTo(map);
  }

  /** Where a place is drawn: its position, the middle of a border between two countries, or nowhere. */
  function place(iri) {
    const node = named.get(iri);
    if (node?.at) return { node, at: node.at, around: node.around };
    if (middles.has(iri)) return { node, at: middles.get(iri), around: true };
    const pair = (node?.inCountry ?? []).map((country) => shapeOf(named.get(country))).filter(Boolean);
    if (pair.length !== 2) return undefined;
    const lines = borderOf(...pair);
    const middle = lines[0]?.[Math.floor(lines[0].length / 2)];
    return middle && { node, at: middle, lines };
  }

  /** Something that can be chosen with the mouse, and by its marker with the keyboard. */
  function choosable(layer, marker, title, say) {
    const choose = () => tell(make("h3", {}, title), ...say());
    layer?.on("click", choose);
    marker?.on("click", choose);
    marker?.on("keypress", ({ originalEvent: event }) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      choose();
    });
    layer?.bindTooltip(make("span", {}, title), { sticky: true });
    return { title, choose, show: (bounds) => { map.fitBounds(bounds, { maxZoom: 6, padding: [40, 40] }); choose(); } };
  }

  function listed(rows, ...details) {
    return [make("ul", {}, ...rows.map((row) => make("li", {},
      ...cell(data, row, "item").map(linkTo), " ", ...badges(row),
      ...details.map((name) => textOf(data, row, name)).filter(Boolean).map((text) => make("span", { class: "muted" }, ` · ${text}`)))))];
  }

  function line(points, classes) {
    const drawn = L.polyline(points, { className: classes, interactive: true }).addTo(map);
    return drawn;
  }

  function label(at, classes, text, title) {
    return L.marker(at, { keyboard: true, zIndexOffset: classes.includes("counted") ? 1000 : 0, title, alt: title, icon: L.divIcon({ className: `pin ${classes}`, html: make("span", {}, text), iconSize: [0, 0] }) }).addTo(map);
  }

  const chosen = [];
  const flows = grouped(rowsOf(data, "flow"), (row) => ["from", "to", "kind"].map((name) => row.cells[name]?.[0]).join(" "));
  const tally = grouped([...flows.values()].flat(), (row) => row.cells.kind[0]);
  const kinds = [...tally.keys()].sort((a, b) => tally.get(b).length - tally.get(a).length);
  for (const rows of flows.values()) {
    const [from, to, kind] = ["from", "to", "kind"].map((name) => cell(data, rows[0], name)[0]);
    if (!middles.has(from.iri) || !middles.has(to.iri)) continue;
    const counts = rows.flatMap((row) => cell(data, row, "count")).filter((count) => count.lower !== undefined || count.upper !== undefined);
    const most = counts.sort((a, b) => (b.lower ?? b.upper) - (a.lower ?? a.upper))[0];
    const records = `${rows.length} ${rows.length === 1 ? words.record : words.records}`;
    const text = most ? most.text.replace(/ [“«].*$/, "") : words.not_stated;
    const title = `${from.text} → ${to.text}: ${kind.text}; ${text}; ${records}`;
    const points = bow(middles.get(from.iri), middles.get(to.iri), kinds.indexOf(kind.iri) % 2 ? 0.42 : 0.22);
    const classes = `flow kind-${kinds.indexOf(kind.iri)}${rows.every(isTold) ? " told" : ""}${most ? " counted" : ""}`;
    const drawn = line(points, classes);
    drawn.getElement()?.setAttribute("marker-end", `url(#arrow-${kinds.indexOf(kind.iri)})`);
    const marker = label(points[most ? 14 : 15 + (chosen.length % 3) * 3], classes, most ? text : `${rows.length}`, title);
    const entry = choosable(drawn, marker, title, () => listed(rows, "count", "during", "mode", "who"));
    chosen.push({ ...entry, bounds: drawn.getBounds() });
    everything.extend(drawn.getBounds());
    if (Math.hypot(middles.get(from.iri)[0] - middles.get(to.iri)[0], middles.get(from.iri)[1] - middles.get(to.iri)[1]) < FAR) usual.extend(drawn.getBounds());
  }

  const happened = grouped(rowsOf(data, "place"), (row) => row.cells.at[0]);
  const stops = new Set(rowsOf(data, "route").flatMap((row) => ["from", "via", "to"].flatMap((name) => row.cells[name] ?? [])));
  for (const row of rowsOf(data, "route")) {
    const points = ["from", "via", "to"].flatMap((name) => row.cells[name] ?? []).map(place).filter(Boolean);
    if (points.length < 2) continue;
    const classes = `route${isTold(row) ? " told" : ""}`;
    const drawn = line(points.slice(1).flatMap((point, i) => bow(points[i].at, point.at, -0.12)), classes);
    drawn.getElement()?.setAttribute("marker-end", "url(#arrow-route)");
    const title = `${textOf(data, row, "item")}: ${points.map((point) => point.node.text).join(" → ")}`;
    const entry = choosable(drawn, undefined, title, () => listed([row], "transport", "distance", "who"));
    chosen.push({ ...entry, bounds: drawn.getBounds() });
    near.extend(drawn.getBounds());
  }
  for (const iri of new Set([...stops, ...happened.keys()])) {
    const found = place(iri);
    if (!found || middles.has(iri)) continue;
    const rows = [...(happened.get(iri) ?? []), ...rowsOf(data, "route").filter((row) => ["from", "via", "to"].some((name) => row.cells[name]?.includes(iri)))];
    for (const points of found.lines ?? []) line(points, "border");
    const marker = label(found.at, found.lines ? "stop edge" : found.around ? "stop ring" : "stop", "", found.node.text);
    marker.bindTooltip(make("span", {}, found.node.text));
    const entry = choosable(undefined, marker, found.node.text, () => listed(rows, "kind"));
    chosen.push({ ...entry, bounds: L.latLngBounds(found.lines?.flat() ?? [found.at]).pad(0.5) });
    near.extend(found.at);
  }

  const svg = map.getPane("overlayPane").querySelector("svg");
  svg?.prepend(makeSvg("defs", {}, ...["route", ...kinds.keys()].map((name) => makeSvg("marker",
    { id: `arrow-${name}`, class: `arrow arrow-${name}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
    makeSvg("path", { d: "M0,0L10,5L0,10z" })))));
  everything.extend(near);
  const all = () => map.fitBounds(everything.isValid() ? everything : [[-50, -120], [60, 120]], { padding: [20, 20] });
  const close = () => near.isValid() && map.fitBounds(near, { padding: [30, 30], maxZoom: 6 });
  const select = make("select", { change: () => chosen[select.value] ? chosen[select.value].show(chosen[select.value].bounds) : (tell(), all()) },
    make("option", { value: "" }, box.dataset.all), ...chosen.map((entry, i) => make("option", { value: i }, entry.title)));
  tools(box, make("label", {}, box.dataset.find, select), make("button", { type: "button", click: all }, box.dataset.all),
    near.isValid() && make("button", { type: "button", click: close }, box.dataset.near));
  const sample = (classes) => makeSvg("svg", { viewBox: "0 0 40 14", "aria-hidden": "true", class: "sample" }, makeSvg("path", { class: classes, d: "M1,7H39" }));
  legend(box, [
    ...kinds.map((iri, i) => [sample(`flow counted kind-${i}`), named.get(iri).text]),
    [sample("route"), words.route], [sample("border"), words.border], [sample("flow told"), words.told],
    [make("span", { class: "pin" }, make("span", {}, "3")), words.pill],
  ]);
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  usual.extend(near);
  if (usual.isValid()) map.fitBounds(usual, { padding: [20, 20] });
  else all();
});
