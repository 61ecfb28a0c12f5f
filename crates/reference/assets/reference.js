// Sets Scalar up. Loaded before it, because it has to write its styles as the page's policy wants them.
const nonce = document.querySelector("meta[property=csp-nonce]").content;

const createElement = document.createElement;
document.createElement = function (name, options) {
  const element = createElement.call(document, name, options);
  if (String(name).toLowerCase() === "style") element.nonce = nonce;
  return element;
};

// A style attribute is inline for the policy, the same text set by script is not.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === "style" && this.style) this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

async function show() {
  const answer = await fetch("openapi.json");
  if (!answer.ok) throw new Error(`openapi.json: ${answer.status}`);
  const content = await answer.json();
  document.title = content.info.title;
  // Keys that are typed here belong to this server, whatever else the contract names.
  const server = new URL(".", location.href).href.replace(/\/$/, "");
  content.servers = [{ url: server, description: "This server" }];
  window.Scalar.createApiReference("#reference", {
    content,
    servers: content.servers,
    authentication: { preferredSecurityScheme: Object.keys(content.components?.securitySchemes ?? {})[0] },
    documentDownloadType: "none",
    defaultOpenAllTags: true,
    expandAllResponses: true,
    expandAllModelSections: true,
    hideClientButton: true,
    showDeveloperTools: "never",
    // Nothing from elsewhere, nothing to elsewhere.
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
  });
}

document.addEventListener("DOMContentLoaded", () =>
  show().catch((error) => {
    document.querySelector("#reference").textContent = `The reference cannot be shown: ${error.message}`;
    throw error;
  }),
);
