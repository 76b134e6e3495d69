// How many of the wanted have said that they are coming, as a row of filled and empty places. The words stand beside it.
const mostPlaces = 24;

export function StaffBar({ coming, wanted }: { coming: number; wanted: number }) {
  const scale = wanted > mostPlaces ? mostPlaces / wanted : 1;
  const places = Math.round(wanted * scale);
  const filled = coming >= wanted ? places : Math.floor(coming * scale);
  return (
    <span class="staff-bar" aria-hidden="true">
      {Array.from({ length: places }, (_, place) => (
        <span key={place} class={place < filled ? 'place filled' : 'place'} />
      ))}
    </span>
  );
}
