// Where incidents stand on the map of the city: by their point, or else by the area or stadsdel that their place names. Pure.
import type { Incident } from '../gen/ckl/v1/model_pb';

interface Place {
  name: string;
  x: number;
  y: number;
}

/** What scripts/map.mjs makes: steps of ten metres from the north-western corner. */
export interface City {
  width: number;
  height: number;
  west: number;
  north: number;
  perLongitude: number;
  perLatitude: number;
  /** Stadsdelsområden. */
  areas: (Place & { path: string })[];
  water: string;
  /** Stadsdelar, each in one of the areas. */
  parts: (Place & { area: number })[];
}

export interface Spot {
  incident: Incident;
  x: number;
  y: number;
  /** The stadsdelsområde, or empty outside the city. */
  district: string;
  /** Put by the name in its place, so that it stands in the middle of the area and not where it happened. */
  byName: boolean;
}

type Ring = [number, number][];

/** "M12 3l4-5 6 7z": one start and then relative steps, ring by ring. */
export function ringsOf(path: string): Ring[] {
  return path.split('M').slice(1).map((text) => {
    const numbers = (text.match(/-?\d+/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    return Array.from({ length: numbers.length / 2 }, (_, at) => {
      x += numbers[2 * at] as number;
      y += numbers[2 * at + 1] as number;
      return [x, y];
    });
  });
}

function isInside(rings: Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    let [beforeX, beforeY] = ring.at(-1) ?? [0, 0];
    for (const [cornerX, cornerY] of ring) {
      const crosses = cornerY > y !== beforeY > y;
      if (crosses && x < ((beforeX - cornerX) * (y - cornerY)) / (beforeY - cornerY) + cornerX) inside = !inside;
      [beforeX, beforeY] = [cornerX, cornerY];
    }
  }
  return inside;
}

const rings = new WeakMap<City, Ring[][]>();

/** The name of the area that a point of the map lies in. */
export function districtAt(city: City, x: number, y: number): string {
  if (!rings.has(city)) rings.set(city, city.areas.map(({ path }) => ringsOf(path)));
  const at = rings.get(city)?.findIndex((outline) => isInside(outline, x, y)) ?? -1;
  return city.areas[at]?.name ?? '';
}

const mostKept = 500;
const words = new WeakMap<City, [RegExp, Place, string][]>();
const read = new Map<string, Omit<Spot, 'incident'> | undefined>();

/** A name as a word of its own, also in the genitive: «Södermalms». The longest come first: «Norra Ängby» is not «Ängby». */
function namesOf(city: City): [RegExp, Place, string][] {
  const all: [Place, string][] = [
    ...city.parts.map((part): [Place, string] => [part, city.areas[part.area]?.name ?? '']),
    ...city.areas.map((area): [Place, string] => [area, area.name]),
  ];
  return all
    .sort(([a], [b]) => b.name.length - a.name.length)
    .map(([place, district]) => [new RegExp(`(?<!\\p{L})${place.name}s?(?!\\p{L})`, 'iu'), place, district]);
}

function byName(city: City, text: string): Omit<Spot, 'incident'> | undefined {
  if (!text) return undefined;
  if (!read.has(text)) {
    if (!words.has(city)) words.set(city, namesOf(city));
    const [, place, district] = words.get(city)?.find(([word]) => word.test(text)) ?? [];
    if (read.size >= mostKept) read.clear();
    read.set(text, place && { x: place.x, y: place.y, district: district ?? '', byName: true });
  }
  return read.get(text);
}

/** Where an incident stands; undefined when nothing says it, or when it is off the map. */
export function spotOf(city: City, incident: Incident): Spot | undefined {
  const { point, place } = incident;
  if (!point) {
    const found = byName(city, place);
    return found && { incident, ...found };
  }
  const x = Math.round((point.longitude - city.west) * city.perLongitude);
  const y = Math.round((city.north - point.latitude) * city.perLatitude);
  if (x < 0 || y < 0 || x > city.width || y > city.height) return undefined;
  return { incident, x, y, district: districtAt(city, x, y), byName: false };
}

export interface Box {
  /** The middle. */
  x: number;
  y: number;
  width: number;
  height: number;
}

const rounds = 400;

/** Boxes that lie over one another are pushed apart, the shorter way, and kept within the map. The same boxes always end alike. */
export function spread(boxes: readonly Box[], width: number, height: number): Box[] {
  const out = boxes.map((box) => ({ ...box }));
  const keepIn = (box: Box) => {
    box.x = Math.max(box.width / 2, Math.min(width - box.width / 2, box.x));
    box.y = Math.max(box.height / 2, Math.min(height - box.height / 2, box.y));
  };
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (const [at, one] of out.entries()) {
      keepIn(one);
      for (const other of out.slice(at + 1)) moved = pushApart(one, other) || moved;
    }
    if (!moved) break;
  }
  for (const box of out) keepIn(box);
  return out;
}

function pushApart(one: Box, other: Box): boolean {
  const overX = (one.width + other.width) / 2 - Math.abs(one.x - other.x);
  const overY = (one.height + other.height) / 2 - Math.abs(one.y - other.y);
  if (overX <= 0.5 || overY <= 0.5) return false;
  if (overY <= overX) {
    const half = (other.y < one.y ? -overY : overY) / 2;
    one.y -= half;
    other.y += half;
  } else {
    const half = (other.x < one.x ? -overX : overX) / 2;
    one.x -= half;
    other.x += half;
  }
  return true;
}
