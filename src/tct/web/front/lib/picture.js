// What the pictures share: their data, elements made without markup, and the panel that tells what was chosen.

/** Make an element; children are nodes or texts, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** Make an element of SVG. */
export function makeSvg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A link to the page of a node; text alone where it has none. Only own paths and http(s) are links. */
export function linkTo(node) {
  return /^(\/(?!\/)|https?:)/.test(node.url) ? make("a", { href: node.url }, node.text) : make("span", {}, node.text);
}

/** The degrees of certainty that are drawn as firm lines. */
const FIRM = ["claim-certainty-stated", "claim-certainty-documented", "claim-certainty-adjudicated"];

/** Whether a row is told only (reported, alleged, inferred), not stated by the source itself, or denied. */
export function isTold(row) {
  return row.denied || (row.marks.length > 0 && !row.marks.some((mark) => FIRM.includes(mark)));
}

/** The badge that says how firmly a row is said. */
export function badges(row) {
  return row.certainty.map((text, i) =>
    make("span", { class: `badge ${row.marks[i]}` }, text));
}

/** The rows of the layers of one kind. */
export function rowsOf(data, layer) {
  return data.layers.filter((found) => found.layer === layer).flatMap((found) => found.rows);
}

/** The nodes that a variable of a row holds; a literal is a node without an address. */
export function cell(data, row, name) {
  return (row.cells[name] ?? []).map((value) => ({ iri: value, ...(data.nodes[value] ?? { text: value, url: "" }) }));
}

/** The names of the nodes that a variable of a row holds. */
export function textOf(data, row, name) {
  return cell(data, row, name).map((node) => node.text).join(", ");
}

/** Tell what was chosen, below the picture, where a screen reader hears it. */
export function tell(...children) {
  document.getElementById("chosen").replaceChildren(...children);
}

/** Buttons and fields above the picture. */
export function tools(box, ...children) {
  const bar = make("div", { class: "picture-tools" }, ...children);
  box.before(bar);
  return bar;
}

/** The legend below the picture: pairs of a drawing and a text. */
export function legend(box, entries) {
  box.after(make("ul", { class: "legend" }, ...entries.map(([drawing, text]) => make("li", {}, drawing, text))));
}

/** A colour of the site, as the browser computes it now (light or dark). */
export function colour(name) {
  const probe = make("span", { class: "probe" });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Draw a picture from its data; where that fails, say so: the tables stay. */
export async function draw(how) {
  const box = document.getElementById("picture");
  if (!box) return;
  let words = { failed: "" };
  try {
    const answer = await fetch(box.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const data = await answer.json();
    ({ words } = data);
    box.dataset.picture = data.picture;
    await how(box, data, words);
    box.dataset.ready = "true";
  } catch (error) {
    console.error(error);
    box.replaceChildren(make("p", { class: "failed" }, words.failed || box.dataset.failed));
  }
}
