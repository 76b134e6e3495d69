// The map of the city with its open incidents, and the same facts as a table. Drawn by our own code: outlines as SVG, symbols as links.
//
// Drawn in the pixels of the screen, so that letters keep their size whatever the width of the map. Order: watermark, areas, water,
// borders, names, symbols. The table is always there: hidden from the eye while the map is shown, never from a screen reader.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Incident, Mode, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { borders, city, fetchBorders, fetchCity } from '../state/city';
import { openIncidents } from '../state/derive';
import { type Box, type City, type Spot, spotOf, spread } from '../state/map';
import { screen } from '../state/prefs';
import { hrefOf } from '../state/router';
import { mode } from '../state/store';
import { t } from '../text';
import { nameOf, numberedNameOf } from '../text/tell';
import { tw } from '../text/wall';
import { LevelShape } from '../ui/icons';

interface Placed {
  on: Spot[];
  off: Incident[];
}

function placed(now: WorkspaceImage, known: City | undefined): Placed {
  const all = openIncidents(now).map((incident) => ({ incident, spot: known && spotOf(known, incident) }));
  return {
    on: all.flatMap(({ spot }) => spot ?? []),
    off: all.filter(({ spot }) => !spot).map(({ incident }) => incident),
  };
}

export function CityMap({ now }: { now: WorkspaceImage }) {
  const asTable = useSignal(false);
  useEffect(() => void fetchCity(), []);
  const words = tw().map;
  const known = city.value;
  const where = placed(now, known);
  return (
    <section aria-labelledby="map-title" class="city">
      <div class="section-head">
        <h2 id="map-title">{words.title}</h2>
        <fieldset class="choice">
          <legend class="sr-only">{words.as}</legend>
          <div class="segments">
            {[false, true].map((table) => (
              <label key={String(table)}>
                <input
                  type="radio"
                  name="map-as"
                  checked={asTable.value === table}
                  onChange={() => {
                    asTable.value = table;
                  }}
                />
                <span>{table ? words.table : words.drawn}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      <div class="card">
        {!asTable.value && <Drawn known={known} spots={where.on} />}
        <Table now={now} where={where} hidden={!asTable.value} />
        {!asTable.value && known && <Unplaced list={where.off} />}
        {!asTable.value && <BordersChoice />}
        <p class="quiet credit">{words.credit}</p>
      </div>
    </section>
  );
}

function BordersChoice() {
  return (
    <label class="borders-choice">
      <input
        type="checkbox"
        onChange={(event) => {
          const box = event.currentTarget;
          if (!box.checked) borders.value = '';
          else void fetchBorders().then((came) => (box.checked = came));
        }}
      />
      <span>{tw().map.borders}</span>
    </label>
  );
}

interface Size {
  width: number;
  height: number;
  /** A letter's height, in the page's own measure. */
  rem: number;
}

/** The room for the map, kept up with as the window changes. */
function useSize() {
  const ref = useRef<HTMLDivElement>(null);
  const size = useSignal<Size>({ width: 0, height: 0, rem: 16 });
  useEffect(() => {
    const room = ref.current;
    if (!room || typeof ResizeObserver === 'undefined') return undefined;
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = room;
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const was = size.peek();
      if (was.width !== width || was.height !== height || was.rem !== rem) size.value = { width, height, rem };
    });
    watch.observe(room);
    return () => watch.disconnect();
  }, []);
  return { ref, size: size.value };
}

interface DrawnProps {
  known: City | undefined;
  spots: Spot[];
}

export function Drawn({ known, spots }: DrawnProps) {
  const { ref, size } = useSize();
  const onWall = screen.value === 'wall';
  const scale = known && size.width > 0 ? Math.min(size.width / known.width, onWall ? size.height / known.height : 9) : 0;
  return (
    <div class="map" ref={ref}>
      {!known && <p class="quiet">{tw().map.waiting}</p>}
      {known && scale > 0 && (
        <div class="map-paper" style={{ width: `${known.width * scale}px`, height: `${known.height * scale}px` }}>
          <Outlines known={known} scale={scale} rem={size.rem} />
          <Symbols spots={spots} known={known} scale={scale} rem={size.rem} />
        </div>
      )}
    </div>
  );
}

interface PaperProps {
  known: City;
  scale: number;
  rem: number;
}

/** Long names in two lines, so that neighbours do not meet. */
const linesOf = (name: string): string[] => name.split(/(?<=-)|(?<=Norra) /);

/** Of the page's measure: a letter on the map, and what of it the widest letters take. */
const nameSize = { desk: 0.875, wall: 0.52 };
const nameLine = 1.1;
const nameWidth = 0.62;

function Names({ known, scale, rem }: PaperProps) {
  const letter = nameSize[screen.value] * rem;
  const names = known.areas.map(({ name }) => linesOf(name));
  const boxes = known.areas.map(({ x, y }, at): Box => ({
    x: x * scale,
    y: y * scale,
    width: Math.max(...(names[at] ?? []).map((line) => line.length)) * letter * nameWidth,
    height: (names[at]?.length ?? 1) * letter * nameLine,
  }));
  const free = spread(boxes, known.width * scale, known.height * scale);
  return (
    <g font-size={letter}>
      {names.map((parts, at) => {
        const { x = 0, y = 0, height = 0 } = free[at] ?? {};
        return (
          <text key={parts.join('')} class="map-name" y={y - height / 2 + letter * 0.9}>
            {parts.map((line, row) => (
              <tspan key={line} x={x} dy={row === 0 ? 0 : letter * nameLine}>
                {line}
              </tspan>
            ))}
          </text>
        );
      })}
    </g>
  );
}

function Outlines({ known, scale, rem }: PaperProps) {
  const [width, height] = [known.width * scale, known.height * scale];
  return (
    <svg class="map-ground" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {mode.value === Mode.EXERCISE && <Watermark width={width} height={height} />}
      <g transform={`scale(${scale})`}>
        {known.areas.map(({ name, path }) => (
          <path key={name} class="map-area" d={path} />
        ))}
        <path class="map-water" d={known.water} />
        {borders.value && <path class="map-part" d={borders.value} />}
        {known.areas.map(({ name, path }) => (
          <path key={name} class="map-border" d={path} />
        ))}
      </g>
      <Names known={known} scale={scale} rem={rem} />
    </svg>
  );
}

function Watermark({ width, height }: { width: number; height: number }) {
  const size = width / 7;
  const rows = Math.ceil(height / size / 1.6) + 2;
  return (
    <g class="map-watermark" font-size={size} transform={`rotate(-28 ${width / 2} ${height / 2})`}>
      {Array.from({ length: rows }, (_, row) => (
        <text key={row} x={(row % 2 ? -0.35 : -0.05) * width} y={(row - 0.5) * size * 1.6}>
          ÖVNING ÖVNING
        </text>
      ))}
    </g>
  );
}

/** So many letters' heights: a symbol with its words is as high as a finger, and as wide as its words. */
const boxHeight = { desk: 3, wall: 1.1 };
const letterWidth = { desk: 0.62, wall: 0.47 };
const beside = { desk: 3.1, wall: 1.6 };

function Symbols({ spots, known, scale, rem }: PaperProps & { spots: Spot[] }) {
  const [width, height] = [known.width * scale, known.height * scale];
  const kind = screen.value;
  const wordsOf = ({ incident }: Spot) => `${incident.number} ${t().levelShort[incident.level]}`;
  const boxes = spots.map((spot): Box => ({
    x: spot.x * scale,
    y: spot.y * scale,
    width: Math.min(width, (wordsOf(spot).length * letterWidth[kind] + beside[kind]) * rem),
    height: boxHeight[kind] * rem,
  }));
  const free = spread(boxes, width, height);
  return (
    <>
      <svg class="map-ground map-lines" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {free.map((box, at) => (
          <g key={spots[at]?.incident.id}>
            <path d={`M${boxes[at]?.x} ${boxes[at]?.y}L${box.x} ${box.y}`} />
            <circle cx={boxes[at]?.x} cy={boxes[at]?.y} r={rem / 4} />
          </g>
        ))}
      </svg>
      <ul class="map-symbols" aria-label={tw().map.label}>
        {spots.map((spot, at) => (
          <li key={spot.incident.id} style={{ left: `${free[at]?.x}px`, top: `${free[at]?.y}px` }}>
            <Symbol incident={spot.incident} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Symbol({ incident }: { incident: Incident }) {
  const inside = (
    <>
      <LevelShape level={incident.level} />
      <span aria-hidden="true">
        {incident.number} {t().levelShort[incident.level]}
      </span>
    </>
  );
  if (screen.value === 'wall') return <span class="symbol">{inside}</span>;
  const name = tw().map.link(t().common.number(incident.number), nameOf(incident), t().level[incident.level] ?? '');
  return (
    <a class="symbol" href={hrefOf('/', incident.id)} data-page="/" data-on={incident.id} title={nameOf(incident)}>
      {inside}
      <span class="sr-only">{name}</span>
    </a>
  );
}

export function Unplaced({ list }: { list: Incident[] }) {
  if (list.length === 0) return null;
  return (
    <div class="unplaced">
      <h3>{tw().map.unplaced}</h3>
      <ul>
        {list.map((incident) => (
          <li key={incident.id}>
            <LevelShape level={incident.level} />
            <span>
              {numberedNameOf(incident)}, {t().level[incident.level]}
              {incident.place && <span class="quiet">, {incident.place}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface TableProps {
  now: WorkspaceImage;
  where: Placed;
  hidden: boolean;
}

function Table({ now, where, hidden }: TableProps) {
  const words = tw().map;
  const spots = new Map(where.on.map((spot) => [spot.incident.id, spot]));
  const open = openIncidents(now);
  return (
    <div class={hidden ? 'sr-only' : ''}>
      <table class="cards">
        <caption class="sr-only">{words.caption}</caption>
        <thead>
          <tr>
            {[words.incident, words.level, words.place, words.district].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {open.map((incident) => (
            <Row key={incident.id} incident={incident} spot={spots.get(incident.id)} linked={!hidden} />
          ))}
        </tbody>
      </table>
      {open.length === 0 && <p class="empty">{words.none}</p>}
    </div>
  );
}

function Row({ incident, spot, linked }: { incident: Incident; spot: Spot | undefined; linked: boolean }) {
  const words = tw().map;
  const { id, level, place } = incident;
  const district = spot && (spot.district || words.outside);
  const cells = [
    [words.level, t().level[level]],
    [words.place, place || words.noPlace],
    [words.district, spot ? `${district}${spot.byName ? `, ${words.byName}` : ''}` : words.unplaced],
  ] as const;
  return (
    <tr>
      <th scope="row">
        {linked ? (
          <a href={hrefOf('/', id)} data-page="/" data-on={id}>
            {numberedNameOf(incident)}
          </a>
        ) : (
          numberedNameOf(incident)
        )}
      </th>
      {cells.map(([head, text]) => (
        <td key={head}>
          <span class="cell-head" aria-hidden="true">
            {head}
          </span>
          <div>{text}</div>
        </td>
      ))}
    </tr>
  );
}
