// Makes src/gen/map from the outlines in map/: the two files that the page fetches when it draws the board's map. The result is never
// committed: the outlines are the one source (map/LICENCE-NOTES.md).
//
// Everything is in whole steps of ten metres from the north-western corner, projected once here (equirectangular at 59.3 degrees: over a
// city the error is less than a line), and each outline is an SVG path of short relative steps, which is all that the page draws.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(here, 'src/gen/map');
const featuresOf = (name) => JSON.parse(readFileSync(join(here, `map/stockholm-${name}.geojson`), 'utf8')).features;
const areas = featuresOf('stadsdelsomraden');
const parts = featuresOf('stadsdelar');
const water = featuresOf('vatten');

const stepMetres = 10;
const metresPerDegree = 111_320;
const perLatitude = metresPerDegree / stepMetres;
const perLongitude = perLatitude * Math.cos((59.3 * Math.PI) / 180);
const ringsOf = ({ type, coordinates }) => (type === 'Polygon' ? coordinates : coordinates.flat());
const corners = areas.flatMap(({ geometry }) => ringsOf(geometry).flat());
const west = Math.min(...corners.map(([longitude]) => longitude));
const north = Math.max(...corners.map(([, latitude]) => latitude));
const point = ([longitude, latitude]) => [Math.round((longitude - west) * perLongitude), Math.round((north - latitude) * perLatitude)];

/** "12-3" needs no space; points that fall together are one. */
function ringPath(ring) {
  let [x, y] = point(ring[0]);
  let path = `M${x} ${y}l`;
  for (const corner of ring.slice(1, -1)) {
    const [nextX, nextY] = point(corner);
    if (nextX === x && nextY === y) continue;
    path += `${path.endsWith('l') || nextX < x ? '' : ' '}${nextX - x}${nextY < y ? '' : ' '}${nextY - y}`;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

/** A ring that has become a line or a point encloses nothing. */
const pathOf = (features) =>
  features.flatMap(({ geometry }) => ringsOf(geometry)).map(ringPath).filter((path) => path.split(/[ -]/).length > 5).join('');

const placeOf = ({ properties: { namn, lx, ly } }) => {
  const [x, y] = point([lx, ly]);
  return { name: namn, x, y };
};

const size = corners.map(point);
const map = {
  width: Math.max(...size.map(([x]) => x)),
  height: Math.max(...size.map(([, y]) => y)),
  west, north, perLongitude, perLatitude,
  areas: areas.map((area) => ({ ...placeOf(area), path: pathOf([area]) })),
  water: pathOf(water),
  parts: parts.map((part) => ({ ...placeOf(part), area: areas.findIndex((area) => area.properties.id === part.properties.sdo) })),
};

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'city.json'), JSON.stringify(map));
writeFileSync(join(out, 'borders.json'), JSON.stringify({ path: pathOf(parts) }));
