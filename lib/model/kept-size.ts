/** How much of what was recorded is kept. */
export type KeptSize = {
  tabs: number;
  records: number;
  bytes: number;
  /** Sites that a test can sign up on by itself. */
  signups?: number;
};
