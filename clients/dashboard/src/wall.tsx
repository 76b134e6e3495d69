// What the board has beyond its first picture: the map, who leads what, command posts, channels, the line of time, and the wall.
// Fetched when somebody comes to the board.
import { signal } from '@preact/signals';
import type { WorkspaceImage } from './gen/ckl/v1/model_pb';
import { Unconfirmed } from './pages/board-law';
import { CityMap } from './pages/board-map';
import { Leads } from './pages/board-leads';
import { Gateways, Posts } from './pages/board-posts';
import { StaffingLines } from './pages/board-staffing';
import { openIncidents } from './state/derive';
import { screen } from './state/prefs';
import { image } from './state/store';
import { followVersions } from './state/newer';
import { applyNewVersion } from './state/version';
import { tw } from './text/wall';

export { Axis } from './pages/board-axis';
export { WallBoard } from './pages/wall-board';

followVersions(applyNewVersion);

const wide = matchMedia('(min-width: 106.25em)');
const isWide = signal(wide.matches);
wide.addEventListener('change', () => {
  isWide.value = wide.matches;
});

/** Few incidents leave room for the map under them, where there are two columns. */
const fewIncidents = 2;
const mapFirst = (now: WorkspaceImage): boolean => isWide.value && openIncidents(now).length <= fewIncidents;

export function BoardFirst() {
  return image.value && mapFirst(image.value) ? <CityMap now={image.value} /> : null;
}

export function Undecided() {
  return image.value ? <Unconfirmed now={image.value} /> : null;
}

export function StaffingOfBoard() {
  return image.value ? <StaffingLines now={image.value} /> : null;
}

export function BoardSide() {
  const now = image.value;
  if (!now) return null;
  return (
    <>
      {!mapFirst(now) && <CityMap now={now} />}
      <Leads now={now} />
      <Posts />
      <Gateways />
    </>
  );
}

export function BoardFoot() {
  return (
    <footer class="board-foot">
      <button
        type="button"
        aria-describedby="to-wall"
        onClick={() => {
          screen.value = 'wall';
        }}
      >
        {tw().wall.toWall}
      </button>
      <p id="to-wall" class="quiet">
        {tw().wall.toWallHint}
      </p>
    </footer>
  );
}
