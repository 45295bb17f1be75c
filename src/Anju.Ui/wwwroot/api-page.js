// The page of the API writes its styles itself. The policy of that answer takes styles that carry its number and no others:
// those made here are given it, anything put in as markup is not.
const number = document.querySelector('meta[property="csp-nonce"]').content;
const make = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = make(name, options);
  if (name.toLowerCase() === "style") {
    element.nonce = number;
  }
  return element;
};
