/**
 * Where the stand-in's `redirectToCheckout` leads. The vendor's real checkout is out of reach, so this page only
 * says that the customer would be there; it repeats nothing of its URL.
 */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mock checkout</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1>Mock checkout</h1>
<p>The real tracker sends the customer to Affitor’s checkout from here. This is the mock: nothing is sold.</p>
<p>Report the sale as your server would, with <code>POST /api/v1/track/sale</code>.</p>
`;

export function checkoutPage(): Response {
  return new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
