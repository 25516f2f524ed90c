import assert from "node:assert/strict";
import { test } from "node:test";
import { load, randomFrom } from "./scripts.js";

const cg = load("arrows", "drawing");
const card = (id, x, y, w = 80, h = 30) => ({
  id,
  x,
  y,
  w,
  h,
  label: id,
  title: id,
  size: 15,
  mark: "circle",
});
const look = {
  edge: () => ({ width: 2, colour: "#111", opacity: 1, dashes: [9, 6], label: "+", size: 15, ink: "#111" }),
  node: () => ({
    fill: "#fff",
    stroke: "#000",
    ink: "#222",
    width: 1,
    bold: false,
    mark: { d: "M0 0z", fill: "#f00", stroke: "#000" },
    inner: null,
    rings: [],
    badge: null,
    opacity: 1,
  }),
  colour: () => "#222",
  font: "sans-serif",
};
const edge = (from, to, sign = 1) => ({
  from,
  to,
  sign,
  smooth: { roundness: 0.16 },
  title: `${from} ${to}`,
});
const draw = (nodes, edges) =>
  cg.drawPicture(
    {
      nodes,
      edges,
      titles: [],
      heading: "A <b>",
      lines: ["no advice"],
      entries: [{ text: "+ raises", sign: [] }],
    },
    look,
  );
/* All elements of a tree, outer before inner. */
const flat = (tree) => [tree, ...tree.slice(2).filter(Array.isArray).flatMap(flat)];
const inside = ({ x, y }, box, by) =>
  Math.abs(x - box.x) < box.w / 2 - by && Math.abs(y - box.y) < box.h / 2 - by;

test("arrows run from middle to middle, below the cards, and their heads end at the edge of a card", () => {
  const random = randomFrom(3);
  for (let round = 0; round < 300; round += 1) {
    const from = card("a", random(900), random(600));
    const to = card("b", from.x + 150 + random(500), random(600));
    const { path, end } = cg.arrowBetween(from, to, 0.16, 15);
    const [x, y, , , toX, toY] = path.match(/-?[\d.]+/g).map(Number);
    assert.deepEqual([x, y, toX, toY], [from.x, from.y, to.x, to.y]);
    assert.ok(!inside(end, to, 0), JSON.stringify({ from, to, end }));
    assert.ok(Math.hypot(end.x - to.x, end.y - to.y) <= Math.hypot(to.w, to.h) / 2 + 20);
  }
});

test("the head of an arrow points at the card, and is as long as its line is wide", () => {
  const boxes = new Map([card("a", 0, 0), card("b", 300, 0)].map((one) => [one.id, one]));
  const corners = (sign, width) =>
    cg
      .arrowShapes(edge("a", "b", sign), boxes, { ...look.edge(), width })
      .head[1].d.match(/-?[\d.]+/g)
      .map(Number);
  const [x, , tail] = corners(1, 2);
  assert.ok(x > tail && x < 260 && x > 240, String(corners(1, 2)));
  const [wide, , behind] = corners(1, 4);
  assert.ok(wide - behind > x - tail);
  const [, top, , bottom] = corners(-1, 2);
  assert.ok(Math.abs(top - bottom) > 12, "a bar lies across");
});

test("there and back are two curves", () => {
  const [one, other] = [card("a", 0, 0), card("b", 300, 0)];
  const [there, back] = [cg.arrowBetween(one, other, 0.16, 15), cg.arrowBetween(other, one, 0.16, 15)];
  assert.ok(Math.abs(there.middle.y - back.middle.y) > 20);
});

test("an arrow from a concept to itself is drawn", () => {
  assert.match(cg.arrowBetween(card("a", 0, 0), card("a", 0, 0), 0.1, 15).path, /a22 22/);
});

test("every concept, arrow, sign and word of the legend is drawn, within the picture", () => {
  const nodes = [card("a", 0, 0), card("b", 300, 200), card("c", -200, 400)];
  const tree = draw(nodes, [edge("a", "b"), edge("b", "a", -1), edge("b", "c", 0)]);
  const parts = flat(tree);
  const words = parts.filter(([name]) => name === "text").map((part) => part[2]);
  for (const word of ["a", "b", "c", "A <b>", "no advice", "+ raises"]) assert.ok(words.includes(word), word);
  assert.equal(words.filter((word) => word === "+").length, 3);
  assert.deepEqual(
    parts.filter(([name]) => name === "title").map((part) => part[2]),
    ["A <b>", "a b", "b a", "b c", "a", "b", "c"],
  );
  const [left, top, width, height] = tree[1].viewBox.split(" ").map(Number);
  for (const { x, y, w, h } of nodes) {
    assert.ok(
      x - w / 2 >= left && x + w / 2 <= left + width && y - h / 2 >= top && y + h / 2 <= top + height,
    );
  }
  assert.deepEqual([tree[1].width, tree[1].height], [width, height]);
});

test("equal values give an equal picture", () => {
  const nodes = [card("a", 0, 0), card("b", 300, 200)];
  assert.deepEqual(draw(nodes, [edge("a", "b")]), draw(nodes, [edge("a", "b")]));
});

test("a card says all there is to say: its rings, the sign within its mark, its badge", () => {
  const plain = look.node();
  const count = (more) => cg.cardShapes(card("a", 0, 0), { ...plain, ...more }).length;
  const ring = { grow: 4, stroke: "#00f", "stroke-width": 3 };
  assert.equal(count({ rings: [ring, { ...ring, grow: 6 }] }), count({}) + 2);
  assert.equal(count({ inner: { d: "M1 1z", fill: "#fff" } }), count({}) + 1);
  assert.equal(count({ badge: { sign: "⊣", fill: "#fff", colour: "#00f" } }), count({}) + 2);
});

test("in a file a mark is moved to its place, and nothing stands there that is no SVG", () => {
  const parts = flat(draw([card("a", 100, 50)], []));
  const mark = parts.find(([name, { d }]) => name === "path" && d === "M0 0z");
  assert.match(mark[1].transform, /^translate\(49 39\) scale\(0\.917\)$/);
  for (const [, attributes] of parts) assert.ok(!("at" in attributes || "room" in attributes));
});

test("where letters could not be read a card is its mark alone", () => {
  const shapes = cg.smallShapes(card("a", 0, 0), look.node());
  assert.deepEqual(
    shapes.map(([name]) => name),
    ["rect", "path"],
  );
});

test("the ground of a loop holds the middles of its cards, and its name stands above it", () => {
  const nodes = [card("a", 0, -165), card("b", 150, 0), card("c", 0, 165), card("d", -150, 0)];
  const drawn = cg.loopShapes(
    { nodes, name: "R1", does: "feeds itself", sign: 1 },
    { ink: "#b00", fill: "#fee" },
  );
  const [[, ground]] = drawn.under;
  for (const { x, y } of nodes) assert.ok((x / ground.rx) ** 2 + (y / ground.ry) ** 2 < 1);
  assert.deepEqual(
    drawn.over.filter(([name]) => name === "text").map((part) => part[2]),
    ["↻ R1", "feeds itself"],
  );
});
