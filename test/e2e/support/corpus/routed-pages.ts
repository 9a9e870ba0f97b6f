import { button, type CorpusPage, go, html, remembered, shop, tag, V1_LINK } from './page';

/** What a page that is routed to the bundled mock keeps from it. */

const HASH = 'crossorigin integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"';

const sentSynchronously = (api: string) => `
  const customer_code=document.cookie.match(/customer_code=([^;]+)/)[1];
  const request=new XMLHttpRequest();
  request.open('POST','${api}/api/tracking/lead',false);
  try{request.send(JSON.stringify({customer_code,user_id:'u_81',email:'ada@example.org'}))}catch(error){document.title='failed'}`;

export const ROUTED_PAGES: CorpusPage[] = [
  {
    name: 'routed page whose tag has a hash',
    site: (api) => shop(tag(api, { attributes: HASH })),
    start: V1_LINK,
    routed: true,
    steps: [],
    expect: ['routing-integrity'],
    verdict: 'lost',
  },
  {
    name: 'routed page whose call waits for a tag that has a hash',
    site: (api) => shop(tag(api, { attributes: HASH })),
    start: V1_LINK,
    routed: true,
    steps: [go],
    expect: ['routing-integrity', 'queue-never-drained<-routing-integrity'],
    verdict: 'lost',
  },
  {
    name: 'routed page that sends its lead synchronously',
    site: (api) => ({ '/': html(tag(api), button(sentSynchronously(api))) }),
    start: V1_LINK,
    routed: true,
    steps: [remembered, go],
    expect: ['routing-sync-xhr', 'lead-request-failed<-routing-sync-xhr'],
    verdict: 'lost',
  },
];
