// Who is there over days: relief, duty, absence. Fetched when somebody goes to the call-out board.
export { Duties } from './pages/duties';
export { Relief } from './pages/relief';
export { PositionForecast } from './pages/relief-forecast';
export { OwnRelief } from './pages/relief-own';
export { StaffingDialogs } from './ui/open-staffing';
