/** The invoice everybody starts with: placeholders and blocks of Handlebars, no code. What it is given is that of IV-174…177. */
export const INVOICE_TEMPLATE = {
  name: 'Calls by destination',
  description: 'Totals by destination, fixed costs and tax',
  header: '<div class="header"><strong>{{brand.name}}</strong> {{brand.taxId}}</div>',
  footer: '<div class="footer">{{brand.registryData}}</div>',
  template: `<style>
  body { font-family: sans-serif; font-size: 11px; }
  table { border-collapse: collapse; margin-top: 16px; width: 100%; }
  th, td { border-bottom: 1px solid #999; padding: 3px 6px; text-align: left; }
  td.amount, th.amount { text-align: right; }
</style>
<h1>Invoice {{invoice.number}}</h1>
<p>{{client.name}}<br />{{client.taxId}}<br />{{client.postalAddress}}<br />{{client.postalCode}} {{client.town}}, {{client.province}}</p>
<p>From {{invoice.periodFrom}} to {{invoice.periodTo}}</p>
<table>
  <tr><th>Destination</th><th class="amount">Calls</th><th class="amount">Duration</th><th class="amount">Price</th></tr>
  {{#each destinations}}
  <tr><td>{{name}}</td><td class="amount">{{calls}}</td><td class="amount">{{duration}}</td><td class="amount">{{price}} {{../invoice.currency}}</td></tr>
  {{/each}}
</table>
{{#if fixedCosts}}
<table>
  <tr><th>Fixed cost</th><th class="amount">Quantity</th><th class="amount">Cost</th><th class="amount">Sum</th></tr>
  {{#each fixedCosts}}
  <tr><td>{{name}}</td><td class="amount">{{quantity}}</td><td class="amount">{{cost}}</td><td class="amount">{{sum}} {{../invoice.currency}}</td></tr>
  {{/each}}
</table>
{{/if}}
<table>
  <tr><th>Total</th><td class="amount">{{invoice.total}} {{invoice.currency}}</td></tr>
  <tr><th>Tax {{invoice.taxRate}} %</th><td class="amount">{{invoice.tax}} {{invoice.currency}}</td></tr>
  <tr><th>Total with tax</th><td class="amount">{{invoice.totalWithTax}} {{invoice.currency}}</td></tr>
</table>
`,
} as const;
