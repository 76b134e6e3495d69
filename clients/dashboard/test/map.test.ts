// Where incidents stand on the map: by point, by name, or not at all; and that none lies over another.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IncidentSchema } from '../src/gen/ckl/v1/model_pb';
import { type City, districtAt, ringsOf, spotOf, spread } from '../src/state/map';
import { create } from '../src/wire/codec';

const city = JSON.parse(readFileSync(new URL('../src/gen/map/city.json', import.meta.url), 'utf8')) as City;
const outlines = (name: string) =>
  (JSON.parse(readFileSync(new URL(`../map/stockholm-${name}.geojson`, import.meta.url), 'utf8')) as {
    features: { properties: { namn: string; sdo: string; id: string; lx: number; ly: number } }[];
  }).features.map(({ properties }) => properties);

const at = (latitude: number, longitude: number) => spotOf(city, create(IncidentSchema, { id: 'incident-1', point: { latitude, longitude } }));
const named = (place: string) => spotOf(city, create(IncidentSchema, { id: 'incident-1', place }));

describe('the compact map', () => {
  it('has every area and stadsdel of the outlines, each in its area', () => {
    const areas = outlines('stadsdelsomraden');
    expect(city.areas.map(({ name }) => name)).toEqual(areas.map(({ namn }) => namn));
    expect(city.parts).toHaveLength(117);
    for (const [index, part] of outlines('stadsdelar').entries()) {
      expect(areas[city.parts[index]?.area ?? -1]?.id, part.namn).toBe(part.sdo);
    }
  });

  it('puts the middle of every area and stadsdel into its area', () => {
    for (const { namn, lx, ly } of outlines('stadsdelsomraden')) expect(at(ly, lx)?.district).toBe(namn);
    const wrong = city.parts.filter(({ x, y, area }) => districtAt(city, x, y) !== city.areas[area]?.name);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('has outlines within its measures, of rings that are more than a line', () => {
    for (const { path } of city.areas) {
      for (const ring of ringsOf(path)) {
        expect(ring.length).toBeGreaterThan(2);
        expect(ring.every(([x, y]) => x >= 0 && y >= 0 && x <= city.width && y <= city.height)).toBe(true);
      }
    }
  });
});

describe('an incident', () => {
  it('stands at its point, and nowhere when that is outside the map', () => {
    expect(at(59.3326, 18.0649)).toMatchObject({ district: 'Norra innerstaden', byName: false });
    expect(at(59.8586, 17.6389)).toBeUndefined();
  });

  it('stands in the area that its place names, as a whole word and the longest name', () => {
    expect(named('Kista centrum')).toMatchObject({ district: 'Järva', byName: true });
    expect(named('vid Södermalms brandstation')?.district).toBe('Södermalm');
    expect(named('HÄGERSTEN-ÄLVSJÖ')?.district).toBe('Hägersten-Älvsjö');
    expect(named('Norra Ängby')).toMatchObject({ x: city.parts.find(({ name }) => name === 'Norra Ängby')?.x });
    expect(named('Drottninggatan vid Åhléns')).toBeUndefined();
    expect(named('Farstaviken')).toBeUndefined();
    expect(named('')).toBeUndefined();
  });
});

describe('symbols', () => {
  const overlap = (boxes: { x: number; y: number; width: number; height: number }[]) => boxes.some((one, index) =>
    boxes.slice(index + 1).some((other) =>
      Math.abs(one.x - other.x) + 1 < (one.width + other.width) / 2 && Math.abs(one.y - other.y) + 1 < (one.height + other.height) / 2));

  it('at one place are spread out, within the map and alike each time', () => {
    const boxes = Array.from({ length: 6 }, () => ({ x: 340, y: 10, width: 120, height: 48 }));
    const free = spread(boxes, 350, 330);
    expect(overlap(free)).toBe(false);
    expect(free.every(({ x, y }) => x >= 60 && x <= 290 && y >= 24 && y <= 306)).toBe(true);
    expect(spread(boxes, 350, 330)).toEqual(free);
  });

  it('that do not meet stay where they are', () => {
    const boxes = [{ x: 80, y: 40, width: 100, height: 48 }, { x: 80, y: 200, width: 100, height: 48 }];
    expect(spread(boxes, 350, 330)).toEqual(boxes);
  });
});
