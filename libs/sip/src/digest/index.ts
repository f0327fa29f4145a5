export { DIGEST_ALGORITHMS, equalDigests, type DigestAlgorithm } from './algorithms.js';
export {
  answerChallenge,
  mintChallenges,
  parseChallenge,
  pickChallenge,
  type Answer,
  type Challenge,
  type ChallengePlan,
} from './challenge.js';
export { credentialsFor, parseCredentials, type Credentials } from './credentials.js';
export { NonceCounter } from './nonce-counter.js';
export { NonceMint } from './nonce-mint.js';
export { digestResponse, ha1, type DigestInput, type Qop } from './response.js';
export { verifyDigest, type DigestCheck, type DigestRefusal, type DigestUriPolicy } from './verify-digest.js';
