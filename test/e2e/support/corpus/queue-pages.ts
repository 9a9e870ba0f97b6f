import { button, type CorpusPage, go, html, LEAD, open, push, remembered, shop, tag, tracked, V1_LINK } from './page';

/** What goes wrong between a page and the tracker's queue and global. */

const before = (script: string) => (api: string) =>
  shop(tag(api), '', { '/signup': html(`<script>${script}</script>${tag(api)}`) });
const SIGNUP = [remembered, open('/signup'), tracked];

export const QUEUE_PAGES: CorpusPage[] = [
  {
    name: 'queue with a letter missing',
    site: (api) => shop(tag(api), `window.affitorQueu=window.affitorQueu||[];affitorQueu.push(['trackLead',${LEAD}])`),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['queue-misspelt'],
    verdict: 'lost',
  },
  {
    name: 'queue declared with let',
    site: (api) => {
      const page = html(tag(api), button(`affitorQueue.push(['trackLead',${LEAD}])`, 'let affitorQueue=[];'));
      return { '/': page };
    },
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['queue-not-global'],
    verdict: 'lost',
  },
  {
    name: 'queue replaced by an empty one',
    site: (api) => ({
      '/': html(
        '',
        `<script>window.affitorQueue=[];affitorQueue.push(['trackLead',${LEAD}]);</script><script>window.affitorQueue=[];</script>${tag(api)}`,
      ),
    }),
    start: V1_LINK,
    steps: [remembered],
    expect: ['queue-replaced', 'queue-never-drained<-queue-replaced'],
    verdict: 'lost',
  },
  {
    name: 'method that the tracker has not',
    site: before(`window.affitorQueue=window.affitorQueue||[];affitorQueue.push(['track_lead',${LEAD}]);`),
    start: V1_LINK,
    steps: SIGNUP,
    expect: ['queue-unknown-method'],
    verdict: 'lost',
  },
  {
    name: 'item that is no list',
    site: before(`window.affitorQueue=window.affitorQueue||[];affitorQueue.push('trackLead',${LEAD});`),
    start: V1_LINK,
    steps: SIGNUP,
    expect: ['queue-malformed-item'],
    verdict: 'lost',
  },
  {
    name: 'frozen queue that a tracker reads without emptying it',
    site: before(`window.affitorQueue=Object.freeze([['trackLead',${LEAD}]]);`),
    start: V1_LINK,
    steps: SIGNUP,
    expect: [],
    verdict: 'attributed',
  },
  {
    name: 'push after the tracker has loaded',
    site: (api) => shop(tag(api), push()),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['queue-push-after-load'],
    verdict: 'lost',
  },
  {
    name: 'call before the tracker is there',
    site: (api) => ({ '/': html('', `<script>affitor.trackLead(${LEAD})</script>${tag(api)}`) }),
    start: V1_LINK,
    steps: [remembered],
    expect: ['lead-called-before-tracker'],
    verdict: 'lost',
  },
  {
    name: 'call in an async function before the tracker is there',
    site: (api) => ({ '/': html('', `<script>(async()=>{window.affitor.trackLead(${LEAD})})()</script>${tag(api)}`) }),
    start: V1_LINK,
    steps: [remembered],
    expect: ['lead-called-before-tracker'],
    verdict: 'lost',
  },
];
