/**
 * Every refusal the API words in one place, so that routes and scenarios say the same. Texts of v2 are the
 * vendor's (https://docs.affitor.com/api-reference/errors/); of v1 only statuses and causes are documented.
 */
export const ERRORS = {
  invalidJson: 'Request body is not a JSON object',
  internal: 'Internal server error',
  programInactive: 'Program not active',
  invalidToken: 'Invalid API token',
  programIdRequired: 'program_id is required',
  notFound: 'Not found',
  v1Token: 'Missing or invalid API token',
  v1LeadMissing: 'Missing customer_code or user_id',
  v1CustomerNotFound: 'Customer not found or not in this program',
  leadKeyRequired: 'click_id or customer_key is required',
  leadCustomerNotFound: 'Customer not found. Provide a valid click_id or customer_key.',
  leadOtherProgram: 'Customer does not belong to this program',
  leadStatus: (status: string) => `Customer status cannot be updated to lead. Current status: ${status}`,
  transactionRequired: 'transaction_id is required and must be a string',
  amountRequired: 'amount_cents is required and must be a positive integer',
  saleCustomerNotFound: 'Customer not found. Provide customer_key or click_id.',
  saleUnattributed: 'No affiliate attribution found for this customer in this program',
  saleDuplicate: 'Duplicate transaction_id. This sale has already been recorded.',
  refundTransactionRequired: 'transaction_id is required',
  refundSaleNotFound: 'Sale not found for transaction_id',
} as const;
