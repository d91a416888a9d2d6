/** With whom a person is to be joined, and on what evidence. */
export interface JoinWith {
  id: string;
  suggestionId?: string;
  answerMessageId?: string;
}
