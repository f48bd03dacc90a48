// The query editor of /sparql: Yasqe over the page's own form, names completed from this server, answers as a table.
// The page works without it: the form sends the query, and the server answers with a file.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";

const SHOWN = 1000;
const form = document.getElementById("ask");
const source = document.getElementById("query");
const place = document.getElementById("editor");
const result = document.getElementById("result");
const output = document.getElementById("output");
const problem = document.getElementById("problem");
const said = document.getElementById("said");
const runButton = document.getElementById("run");
const share = document.getElementById("share");
const words = place.dataset;

/** An element with a text and attributes; text is never taken for markup. */
function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

let known = { prefixes: {}, classes: [], properties: [] };
const labels = new Map();

/** What this server's graph has, asked for once. */
async function learn() {
  const answer = await fetch("/sparql/completion.json");
  if (!answer.ok) return;
  known = await answer.json();
  for (const { iri, en, es } of [...known.classes, ...known.properties]) {
    labels.set(compact(iri), (words.lang === "es" && es) || en || "");
  }
}

/** The shortest way to write an IRI in a query. */
function compact(iri) {
  let best = "";
  for (const [prefix, namespace] of Object.entries(known.prefixes)) {
    const local = iri.slice(namespace.length);
    const longer = namespace.length > (known.prefixes[best] ?? "").length;
    if (iri.startsWith(namespace) && longer && /^[\w-]+$/u.test(local)) best = prefix;
  }
  return best ? `${best}:${iri.slice(known.prefixes[best].length)}` : `<${iri}>`;
}

/** What was typed, as it is looked for: without brackets, prefix and case. */
const typed = (token) => token.string.trim().replace(/^<|>$/g, "").toLowerCase();

/** The terms whose name, address or label holds what was typed; those that begin with it come first. */
function matching(terms, token) {
  const text = typed(token);
  const local = text.slice(text.indexOf(":") + 1);
  const prefix = text.includes(":") ? text.slice(0, text.indexOf(":") + 1) : "";
  const found = [];
  for (const { iri } of terms) {
    const name = compact(iri);
    const label = labels.get(name) ?? "";
    const end = name.slice(name.indexOf(":") + 1).toLowerCase();
    if (prefix && !name.toLowerCase().startsWith(prefix)) continue;
    if (end.startsWith(local)) found.push([0, name]);
    else if (end.includes(local) || label.toLowerCase().includes(local)) found.push([1, name]);
  }
  return found.sort().map(([, name]) => name).slice(0, 60);
}

/** The entities that this server's search finds for what was typed. */
async function entities(token) {
  const text = typed(token);
  const wanted = text.slice(text.indexOf(":") + 1).replace(/[-_/]/g, " ").trim();
  if (wanted.length < 2) return [];
  const answer = await fetch(`/sparql/completion.json?${new URLSearchParams({ q: wanted.slice(0, 200), lang: words.lang })}`);
  if (!answer.ok) return [];
  const { entities: found } = await answer.json();
  for (const { iri, label } of found) labels.set(compact(iri), label);
  return found.map(({ iri }) => compact(iri));
}

const isVariable = (token) => token.string.startsWith("?") || token.string.startsWith("$");

/** A completer of Yasqe: where it proposes, and what; each proposal is shown with its label. */
function completer(name, isValidCompletionPosition, get) {
  return {
    name,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition,
    get: (yasqe, token) => (token ? get(token) : []),
    preProcessToken: (yasqe, token) => (token.string.trim() ? token : { ...token, string: "" }),
    postprocessHints: (yasqe, hints) =>
      hints.map((hint) => ({
        ...hint,
        render: (line) => {
          line.append(element("span", hint.text), element("span", ` ${labels.get(hint.text) ?? ""}`, { class: "muted" }));
        },
      })),
  };
}

const isClassPlace = Yasqe.Autocompleters.class.isValidCompletionPosition;
const isPropertyPlace = (yasqe) => {
  const token = yasqe.getCompleteToken();
  return !isVariable(token) && token.state.possibleCurrent.includes("a");
};
const isEntityPlace = (yasqe) => {
  const token = yasqe.getCompleteToken();
  const begun = /^(<|[\w-]+)/u.test(token.string) && !isVariable(token);
  const line = yasqe.getLine(yasqe.getCursor().line).trim().toUpperCase();
  return begun && !line.startsWith("PREFIX") && !isClassPlace(yasqe) && !isPropertyPlace(yasqe);
};

Yasqe.registerAutocompleter({
  ...Yasqe.Autocompleters.prefixes,
  name: "graph-prefixes",
  persistenceId: null,
  get: () => Object.entries(known.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort(),
}, false);
Yasqe.registerAutocompleter(completer("graph-classes", isClassPlace, (token) => matching(known.classes, token)), false);
Yasqe.registerAutocompleter(completer("graph-properties", isPropertyPlace, (token) => matching(known.properties, token)), false);
Yasqe.registerAutocompleter(completer("graph-entities", isEntityPlace, entities), false);

let editor;
let running = null;
let marked = null;

/** The query of the fragment (#query=…), which is how a query is shared; nothing else of an address is read. */
function shared() {
  return new URLSearchParams(location.hash.slice(1)).get("query");
}

function address() {
  return `/sparql?lang=${words.lang}#${new URLSearchParams({ query: editor.getValue() })}`;
}

/** Keep the form and the address that is shared in step with the editor, and take the mark of an error away. */
function keep() {
  source.value = editor.getValue();
  share.href = address();
  if (marked !== null) editor.removeLineClass(marked, "background", "error-line");
  marked = null;
  problem.hidden = true;
}

/** Say what the server refused, at the line where it is. */
function refuse({ detail, line, column }) {
  problem.textContent = detail;
  problem.hidden = false;
  if (!line) return;
  marked = editor.addLineClass(Math.min(line, editor.lineCount()) - 1, "background", "error-line");
  editor.setCursor({ line: line - 1, ch: Math.max(column - 1, 0) });
  editor.focus();
}

/** Where an IRI is to be read: an own one on this server, another on its own, and none for what is no web address. */
function target(iri) {
  const base = words.base;
  if (iri.startsWith(base)) {
    const [path, fragment] = iri.slice(base.length).split("#");
    return `/${path}?lang=${words.lang}${fragment ? `#${fragment}` : ""}`;
  }
  return /^https?:\/\//i.test(iri) ? iri : "";
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  if (term.type !== "uri") {
    made.textContent = term.value;
    const kind = term["xml:lang"] ? `@${term["xml:lang"]}` : "";
    if (kind) made.append(element("span", ` ${kind}`, { class: "muted" }));
    return made;
  }
  const to = target(term.value);
  const name = compact(term.value);
  const outside = to && !to.startsWith("/") ? { class: "external", rel: "external noreferrer" } : {};
  made.append(to ? element("a", name, { href: to, title: term.value, ...outside }) : element("span", name));
  return made;
}

function table(variables, rows) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of variables) head.append(element("th", name, { scope: "col" }));
  const body = made.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const name of variables) line.append(cell(row[name]));
  }
  return made;
}

/** Show an answer: a table, a truth value, or the triples as Turtle. */
function show(media, text) {
  if (!media.includes("json")) return [element("pre", text, { tabindex: "0" }), ""];
  const { head, boolean, results } = JSON.parse(text);
  if (boolean !== undefined) return [element("p", String(boolean)), ""];
  const rows = results.bindings;
  const count = rows.length > SHOWN ? `${rows.length} ${words.rows}; ${SHOWN} ${words.shown}` : `${rows.length} ${words.rows}`;
  return [rows.length ? table(head.vars, rows) : element("p", words.none), count];
}

async function run() {
  if (running) {
    running.abort();
    return;
  }
  keep();
  running = new AbortController();
  runButton.textContent = words.stop;
  said.textContent = words.waiting;
  try {
    const answer = await fetch("/sparql", {
      method: "POST",
      body: new URLSearchParams({ query: editor.getValue() }),
      headers: { Accept: "application/sparql-results+json, text/turtle, application/problem+json;q=0.1" },
      signal: running.signal,
    });
    const text = await answer.text();
    said.textContent = "";
    if (!answer.ok) {
      result.hidden = true;
      refuse(JSON.parse(text));
      return;
    }
    const [made, count] = show(answer.headers.get("content-type"), text);
    output.replaceChildren(made);
    said.textContent = count;
    result.hidden = false;
  } catch (error) {
    said.textContent = error.name === "AbortError" ? "" : words.failed;
  } finally {
    running = null;
    runButton.textContent = words.run;
  }
}

/** Put the address of the query where it can be pasted from. */
async function copy() {
  await navigator.clipboard.writeText(new URL(address(), location.href).href);
  said.textContent = words.copied;
}

function start() {
  const keys = { ...Yasqe.defaults.extraKeys, Tab: false, "Shift-Tab": false };
  for (const key of ["Ctrl-Enter", "Cmd-Enter"]) keys[key] = () => { run(); };
  editor = new Yasqe(place, {
    value: shared() ?? source.value,
    autocompleters: ["graph-prefixes", "variables", "graph-classes", "graph-properties", "graph-entities"],
    consumeShareLink: null,
    createShareableLink: null,
    editorHeight: "auto",
    extraKeys: keys,
    persistenceId: null,
    prefixCcApi: null,
    resizeable: false,
    screenReaderLabel: document.getElementById("query-label").textContent,
    showQueryButton: false,
  });
  document.getElementById("query-label").hidden = source.hidden = true;
  place.hidden = document.getElementById("actions").hidden = false;
  editor.refresh();
  editor.on("change", keep);
  keep();
  runButton.addEventListener("click", run);
  document.getElementById("copy").addEventListener("click", () => { copy().catch(() => { share.focus(); }); });
  form.addEventListener("submit", keep);
  addEventListener("hashchange", () => { if (shared() !== null) editor.setValue(shared()); });
  if (shared() !== null) run();
}

learn().catch(() => {}).then(start);
