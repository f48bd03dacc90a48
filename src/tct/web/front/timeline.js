// The timeline: spans of days, spans within which something happened, uncertain dates, open ends.
import { DataSet } from "vis-data/peer/esm/vis-data.mjs";
import { Timeline } from "vis-timeline/peer/esm/vis-timeline-graph2d.mjs";
import "vis-timeline/styles/vis-timeline-graph2d.css";
import moment from "moment";
import "moment/locale/es";
import { badges, cell, draw, isTold, legend, linkTo, make, rowsOf, tell, tools } from "./lib/picture.js";
import "./timeline.css";

/** What is left free at the right for the names of short periods, as a part of all time. */
const ROOM = 0.3;
const DAY = 86_400_000;

/** The first moment of a day, and the last: a span holds its last day whole. */
const starts = (day) => new Date(`${day}T00:00:00Z`);
const ends = (day) => new Date(starts(day).getTime() + DAY);

draw((box, data, words) => {
  moment.locale(data.language);
  const found = rowsOf(data, "period").map((row) => ({
    row, period: cell(data, row, "period")[0], kind: cell(data, row, "kind")[0], item: cell(data, row, "item")[0], part: cell(data, row, "part")[0],
  }));
  const days = found.flatMap(({ period }) => [period.notBefore, period.notAfter]).filter(Boolean).sort();
  const [first, last] = [starts(days[0]), ends(days.at(-1))];
  const margin = (last - first) * 0.04;

  const kinds = [...new Map(found.map(({ kind }) => [kind.iri, kind])).values()];
  const groups = new DataSet(kinds.map((kind, order) => ({ id: kind.iri, order, content: make("span", {}, kind.text) })));
  const items = new DataSet(found.map(({ row, period, kind, item, part }, id) => {
    const shape = period.shape;
    return {
      id,
      group: kind.iri,
      start: period.notBefore ? starts(period.notBefore) : new Date(first - margin),
      end: period.notAfter ? ends(period.notAfter) : new Date(last.getTime() + margin),
      type: shape === "day" ? "point" : "range",
      className: `${shape}${period.notBefore ? "" : " no-start"}${period.notAfter ? "" : " no-end"}${isTold(row) ? " told" : ""}`,
      content: make("span", {}, part.iri.endsWith("during") ? item.text : `${part.text}: ${item.text}`),
      title: `${item.text}: ${period.text}`.replaceAll("<", "‹"),
    };
  }));
  const timeline = new Timeline(box, items, groups, {
    align: "left", editable: false, margin: { item: { horizontal: 2, vertical: 5 } },
    min: new Date(first - 10 * margin), max: new Date(last.getTime() + 10 * margin), zoomMin: 10 * DAY,
    moment: (date) => moment(date).utc(), horizontalScroll: false, zoomKey: "ctrlKey", orientation: { axis: "both" },
    showCurrentTime: false, stack: true, tooltip: { followMouse: false, overflowMethod: "flip" }, locale: data.language,
    selectable: true, onInitialDrawComplete: () => all(),
  });
  const all = () => timeline.setWindow(new Date(first - margin), new Date(last.getTime() + ROOM * (last - first)), { animation: false });
  const say = (id) => {
    const { row, period, item, part } = found[id];
    tell(make("h3", {}, linkTo(item)), make("p", {}, `${part.text}: ${period.text} `, ...badges(row)));
  };
  timeline.on("select", ({ items: [id] }) => (id === undefined ? tell() : say(id)));

  const select = make("select", { change: () => {
    if (select.value === "") { timeline.setSelection([]); tell(); all(); return; }
    timeline.setSelection(Number(select.value), { focus: true, animation: { animation: false } });
    say(Number(select.value));
  } }, make("option", { value: "" }, box.dataset.all), ...found.map(({ item, period }, id) => make("option", { value: id }, `${item.text} (${period.notBefore ?? "…"}–${period.notAfter ?? "…"})`)));
  tools(box, make("label", {}, box.dataset.find, select),
    make("button", { type: "button", click: () => timeline.zoomIn(0.5) }, words.zoom_in),
    make("button", { type: "button", click: () => timeline.zoomOut(0.5) }, words.zoom_out),
    make("button", { type: "button", click: all }, words.all));
  const shapes = new Set(found.map(({ period }) => period.shape));
  const texts = { span: words.span, within: words.within, unsure: words.unsure, day: words.day, open: words.open_end };
  legend(box, [...Object.entries(texts).filter(([shape]) => shapes.has(shape)).map(([shape, text]) => [make("span", { class: `swatch vis-item ${shape}`, "aria-hidden": "true" }), text])]);
});
