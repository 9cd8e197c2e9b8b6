// Adds a button to each command or citation that copies it. Without this
// script the text is there to be selected.
(function () {
  "use strict";
  if (!navigator.clipboard) return;
  var done = document.documentElement.lang === "en" ? "Copied" : "已复制";
  var label = document.documentElement.lang === "en" ? "Copy" : "复制";
  document.querySelectorAll("pre[data-copy]").forEach(function (pre) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(pre.textContent).then(function () {
        button.textContent = done;
        setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
    pre.after(button);
  });
})();
