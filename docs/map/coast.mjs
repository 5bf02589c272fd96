// Makes the coast line of the map: src/view/map/land.path and lakes.path, the shapes as SVG path data in the map's own units.
//
// It was run once; the program carries the two small files it wrote. To run it again, in a folder of your own:
//
//   npm install d3-geo@3.1.2 d3-geo-projection@4.0.0 topojson-client@3.1.0 topojson-server@3.0.1 topojson-simplify@3.0.3 \
//               shapefile@0.6.6 world-atlas@2.0.2
//   node coast.mjs ne_10m_lakes.shp /path/to/asdg-site/src/view/map
//
// The land is that of Natural Earth 1:50m, in the package world-atlas; the lakes are `ne_10m_lakes` of Natural Earth 1:10m. Both are in
// the public domain. The layers have no borders, and neither has the map.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { geoConicEquidistant } from "d3-geo";
import { geoProject, geoStitch } from "d3-geo-projection";
import { read } from "shapefile";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const [lakesFile, folder] = process.argv.slice(2);

// These are the numbers of src/view/map/projection.rs: V. V. Kavrayskiy's equidistant conic projection, as on Russian maps of the country.
const WIDTH = 1250;
const HEIGHT = 840;
// The shapes go on behind the edge of the map, so that no line is drawn along it.
const MARGIN = 20;
const projection = geoConicEquidistant()
  .parallels([47, 62])
  .rotate([-105, 0])
  .center([0, 0])
  .scale(1180)
  .translate([590, 1775])
  .precision(0.2)
  .clipExtent([[-MARGIN, -MARGIN], [WIDTH + MARGIN, HEIGHT + MARGIN]]);

// Simplifies by Visvalingam's method: a bend of less than `bend` square units goes, and so does an island or a lake below `least`.
function path(shape, bend, least) {
  const detailed = presimplify(topology({ shape }));
  const simple = feature(simplify(detailed, bend), detailed.objects.shape);
  const geometries = simple.features ? simple.features.map((each) => each.geometry) : [simple.geometry];
  const polygons = geometries.flatMap((geometry) => {
    if (!geometry) return [];
    return geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  });
  return polygons.flat().map((ring) => subpath(ring, least)).join("");
}

function subpath(ring, least) {
  const points = ring
    .slice(0, -1)
    .map(([x, y]) => [Math.round(x), Math.round(y)])
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1][0] || y !== all[at - 1][1]);
  if (points.length < 3 || area(points) < least) return "";
  const steps = points.slice(1).map(([x, y], at) => `${x - points[at][0]} ${y - points[at][1]}`);
  return `M${points[0].join(" ")}l${steps.join(" ").replaceAll(" -", "-")}z`;
}

function area(points) {
  const twice = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

const world = JSON.parse(readFileSync("node_modules/world-atlas/land-50m.json"));
// Without stitching, the cut along the 180th meridian would show as a line across Chukotka.
const land = geoStitch(feature(world, world.objects.land));
const lakes = await read(lakesFile);
writeFileSync(join(folder, "land.path"), path(geoProject(land, projection), 2.5, 6) + "\n");
writeFileSync(join(folder, "lakes.path"), path(geoProject(lakes, projection), 3, 60) + "\n");

// What the test of projection.rs compares.
for (const place of [[131.8735, 43.1056], [177.5, 64.73], [60.6, 56.84], [104.28, 52.29]]) {
  console.log(place.join(" "), projection(place).map((unit) => unit.toFixed(1)).join(" "));
}
