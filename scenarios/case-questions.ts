/** The question of each case, as a founder would ask it, by the name of its file. */
export const caseQuestions: Readonly<Record<string, string>> = {
  adobe: 'Is it worth building a whole suite, or do single apps earn as much?',
  amazon: 'Should what goes with a purchase lie in the basket already?',
  aws: 'Should customers pay for what they use, or choose a plan?',
  'contact-lists': 'Should my price grow with the customer’s list, or stay flat?',
  dropbox: 'Should I ask people to upgrade when they hit the limit, or every month?',
  hubspot: 'Do small and large companies need different offers?',
  intercom: 'Is it worth waiting for a signal before I make an offer?',
  netflix: 'Do I need cheaper plans below my premium one?',
  notion: 'Should I show new products one by one, or all of them to everybody?',
  salesforce: 'Should I give a discount to those who commit for a year or more?',
  seats: 'Should I charge for each user, or one price for a company?',
  slack: 'When should free teams hit the wall, if at all?',
  spotify: 'Should a household pay less than its people would one by one?',
  zapier: 'Should my free plan limit how much people do, or what they can do?',
};
