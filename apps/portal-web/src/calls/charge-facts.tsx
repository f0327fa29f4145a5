import { isAmount, micros, toAmount, toMicros } from '@switchyard/kernel';
import type { OutboundDecision, ResolvedRate } from '@switchyard/model';
import { Dash, formatAmount, Money, type ApiRow } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';

interface ChargeFactsProps {
  readonly row: ApiRow;
  readonly decision: OutboundDecision | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Price less cost, exactly; undefined unless both are known in one currency. */
export function marginOf(row: ApiRow): string | undefined {
  const [price, cost] = [textOf(row['price']), textOf(row['cost'])];
  if (price === undefined || cost === undefined || row['currency'] !== row['costCurrency']) return undefined;
  return isAmount(price) && isAmount(cost) ? toAmount(micros(toMicros(price) - toMicros(cost))) : undefined;
}

/** What the client pays and, at levels that see it, what the carrier takes. */
export function ChargeFacts({ row, decision }: ChargeFactsProps): ReactNode {
  const price = textOf(row['price']);
  const costSeen = Object.hasOwn(row, 'cost');
  const cost = textOf(row['cost']);
  const carrierRate = decision?.attempts.find(({ carrierId }) => carrierId === row['carrierId'])?.cost ?? undefined;
  const margin = marginOf(row);
  return (
    <section className="card" aria-label="Charge">
      <h2>Charge</h2>
      <div className="charge">
        <span className="charge-label">Price</span>
        <span className="charge-amount">
          {price === undefined ? <Dash /> : <Money amount={price} currency={textOf(row['currency'])} />}
        </span>
      </div>
      <dl className="facts">
        <Fact label="Destination">{textOf(row['destinationName'])}</Fact>
        <Fact label="Rating plan">{textOf(row['ratingPlanName'])}</Fact>
        {decision?.price && <RateFacts rate={decision.price} />}
      </dl>
      {costSeen && (
        <>
          <div className="charge">
            <span className="charge-label">Cost</span>
            <span className="charge-amount">
              {cost === undefined ? <Dash /> : <Money amount={cost} currency={textOf(row['costCurrency'])} />}
            </span>
          </div>
          <dl className="facts">
            <Fact label="Carrier">{textOf(row['carrierName'])}</Fact>
            {carrierRate && <RateFacts rate={carrierRate} />}
            {margin !== undefined && (
              <Fact label="Margin">
                <Money amount={margin} currency={textOf(row['currency'])} />
              </Fact>
            )}
          </dl>
        </>
      )}
    </section>
  );
}

/** How an amount comes about. */
export const RateFacts = ({ rate }: { readonly rate: ResolvedRate }): ReactNode => (
  <>
    <Fact label="Matched prefix">{rate.prefix}</Fact>
    <Fact label="Rate">
      {formatAmount(rate.ratePerMinute)} {rate.currency} per minute
    </Fact>
    <Fact label="Connect fee">
      {formatAmount(rate.connectFee)} {rate.currency}
    </Fact>
    <Fact label="Billed in">
      steps of {rate.incrementSec} s{rate.intervalStartSec > 0 && `, from second ${rate.intervalStartSec}`}
    </Fact>
  </>
);

export const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  <div className="fact">
    <dt>{label}</dt>
    <dd>{children ?? <Dash />}</dd>
  </div>
);
