export { type Gather, gatherComponents, gatherNobody } from './company.js';
export {
  ALL_WELL,
  type ConversationOptions,
  type ConversationResult,
  holdConversation,
  type RemoteTalker,
  wasLively,
} from './conversation.js';
