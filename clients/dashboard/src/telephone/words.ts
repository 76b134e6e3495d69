// The words of the telephone's page, in both languages: small enough to come whole.

export type Standing = 'on' | 'off' | 'lost' | 'blocked' | 'unsupported' | 'insecure' | 'homescreen' | 'not-served' | 'signed-out' | 'unreachable';

interface Said { state: string; now: string }

export interface Words {
  title: string;
  lead: string;
  person: (name: string) => string;
  standing: Record<Standing, Said>;
  turn: { on: string; off: string; again: string };
  working: string;
  signIn: string;
  retry: string;
  failed: string;
  declined: string;
  noRung: string;
  others: string;
  other: (service: string) => string;
  gone: string;
  remove: string;
  back: string;
  language: string;
}

export const words: Record<'sv' | 'en', Words> = {
  sv: {
    title: 'Larm i den här telefonen',
    lead: 'När du kallas in visas det här, också när sidan är stängd. Sms, samtal och e-post kommer ändå.',
    person: (name) => `Inloggad som ${name}`,
    standing: {
      on: { state: 'På', now: 'Den här telefonen larmas när du kallas in.' },
      off: { state: 'Av', now: 'Den här telefonen larmas inte. Tryck på Slå på, och sedan Tillåt när webbläsaren frågar.' },
      lost: { state: 'Bruten', now: 'Den här telefonen får inga larm längre: webbläsarens pushtjänst har avslutat dem. Slå på igen.' },
      blocked: { state: 'Stoppad av webbläsaren', now: 'Webbläsaren släpper inte fram aviseringar härifrån. Öppna inställningarna för sidan (symbolen vid adressen), tillåt aviseringar och ladda om sidan.' },
      unsupported: { state: 'Går inte här', now: 'Den här webbläsaren kan inte ta emot larm. Du nås som vanligt på andra sätt. Prova Chrome, Edge, Firefox eller Safari.' },
      insecure: { state: 'Går inte här', now: 'Sidan är inte öppnad med https, och då släpper webbläsaren inte fram larm. Öppna den med https.' },
      homescreen: { state: 'Ett steg till', now: 'På iPhone och iPad: tryck på Dela, välj Lägg till på hemskärmen, och öppna sidan därifrån.' },
      'not-served': { state: 'Inte inställt', now: 'Servern skickar inga larm till webbläsare. Be den som sköter servern om en port av slaget push.' },
      'signed-out': { state: 'Inte inloggad', now: 'Logga in först, så att servern vet vem telefonen tillhör.' },
      unreachable: { state: 'Ingen kontakt', now: 'Servern svarar inte. Inget är ändrat. Försök igen.' },
    },
    turn: { on: 'Slå på', off: 'Stäng av', again: 'Slå på igen' },
    working: 'Arbetar …',
    signIn: 'Logga in',
    retry: 'Försök igen',
    failed: 'Det gick inte. Försök igen, eller säg till den som sköter servern.',
    declined: 'Webbläsaren fick inget ja. Tryck igen och välj Tillåt.',
    noRung: 'Ingenting skickas hit än: din larmkedja har inget steg med push. Säg till den som sköter kontaktvägarna.',
    others: 'Dina andra webbläsare',
    other: (service) => `Webbläsare hos ${service}`,
    gone: 'får inga larm längre',
    remove: 'Ta bort',
    back: 'Till lägesbilden',
    language: 'In English',
  },
  en: {
    title: 'Alarms on this telephone',
    lead: 'When you are called in it shows here, also when the page is closed. Texts, calls and mail come all the same.',
    person: (name) => `Signed in as ${name}`,
    standing: {
      on: { state: 'On', now: 'This telephone is alarmed when you are called in.' },
      off: { state: 'Off', now: 'This telephone is not alarmed. Press Turn on, and then Allow when the browser asks.' },
      lost: { state: 'Broken', now: 'This telephone gets no alarms any more: the browser’s push service has ended them. Turn on again.' },
      blocked: { state: 'Blocked by the browser', now: 'The browser lets no notifications through from here. Open the settings of the page (the symbol by the address), allow notifications and reload the page.' },
      unsupported: { state: 'Not possible here', now: 'This browser can’t take alarms. You are reached in other ways as usual. Try Chrome, Edge, Firefox or Safari.' },
      insecure: { state: 'Not possible here', now: 'The page is not opened with https, and then the browser lets no alarms through. Open it with https.' },
      homescreen: { state: 'One more step', now: 'On iPhone and iPad: press Share, choose Add to Home Screen, and open the page from there.' },
      'not-served': { state: 'Not set up', now: 'The server sends no alarms to browsers. Ask whoever runs the server for a gateway of the kind push.' },
      'signed-out': { state: 'Not signed in', now: 'Sign in first, so that the server knows whose telephone this is.' },
      unreachable: { state: 'No contact', now: 'The server does not answer. Nothing is changed. Try again.' },
    },
    turn: { on: 'Turn on', off: 'Turn off', again: 'Turn on again' },
    working: 'Working …',
    signIn: 'Sign in',
    retry: 'Try again',
    failed: 'It did not work. Try again, or tell whoever runs the server.',
    declined: 'The browser got no yes. Press again and choose Allow.',
    noRung: 'Nothing is sent here yet: your contact ladder has no rung of push. Tell whoever keeps the contact details.',
    others: 'Your other browsers',
    other: (service) => `Browser at ${service}`,
    gone: 'gets no alarms any more',
    remove: 'Remove',
    back: 'To the board',
    language: 'På svenska',
  },
};
