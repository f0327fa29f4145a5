export { allIn, isToken, readUint, TOKEN } from './char-class.js';
export { ownText } from './own-text.js';
export { formatParams, type Params } from './params.js';
export { quote, tokenOrQuoted, unquote } from './quoted-string.js';
export { nextComma, splitFirst, splitList } from './split-list.js';
