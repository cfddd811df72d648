/* Search, filters and folding of the findings. Without it everything is there and open. Old browsers run it too. */
(function () {
  'use strict';
  var KEEP = 5, FOLD = 10;
  var bar = document.getElementById('filter'), list = document.getElementById('findings');
  if (!bar || !list) { return; }
  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  function pick(id) { return document.getElementById('filter-' + id); }
  var said = pick('said'), words = pick('words'), timer = 0;
  var deps = all(list, '.dep').map(function (dep) {
    return {
      box: dep, name: dep.getAttribute('data-name'),
      groups: all(dep, '.grp').map(function (grp) {
        return {
          box: grp, name: grp.getAttribute('data-name'), open: false, button: null, common: grp.querySelector('.common'),
          rows: all(grp, '[data-state]').map(function (row) {
            return { box: row, severity: row.getAttribute('data-severity'), state: row.getAttribute('data-state'), text: null };
          })
        };
      })
    };
  });
  function offer(id, names) {
    var seen = {}, select = pick(id);
    names.forEach(function (name) {
      if (seen['$' + name]) { return; }
      seen['$' + name] = true;
      var option = document.createElement('option');
      option.value = option.textContent = name;
      select.appendChild(option);
    });
    if (select.options.length === 2) { select.parentNode.hidden = true; }
  }
  function toggle(node, name, on) { if (node.classList.contains(name) !== on) { node.classList.toggle(name); } }
  function fold(group, on) {
    toggle(group.box, 'folded', on);
    if (!group.button) { return; }
    group.button.hidden = !on;
  }
  function apply() {
    var want = { severity: pick('severity').value, state: pick('state').value, dep: pick('dep').value, rule: pick('rule').value };
    var text = words.value.trim().toLowerCase(), shown = 0, total = 0;
    var any = Boolean(text || want.severity || want.state || want.dep || want.rule);
    deps.forEach(function (dep) {
      var in_dep = 0;
      dep.groups.forEach(function (group) {
        var fits = (!want.dep || want.dep === dep.name) && (!want.rule || want.rule === group.name), in_group = 0;
        var in_common = fits && text && group.common && group.common.textContent.toLowerCase().indexOf(text) !== -1;
        group.rows.forEach(function (row) {
          var ok = fits && (!want.severity || want.severity === row.severity) && (!want.state || want.state === row.state);
          if (ok && text && !in_common) {
            if (row.text === null) { row.text = row.box.textContent.toLowerCase(); }
            ok = row.text.indexOf(text) !== -1;
          }
          toggle(row.box, 'off', !ok);
          in_group += ok ? 1 : 0;
          total += 1;
        });
        toggle(group.box, 'off', !in_group);
        fold(group, !any && !group.open && group.rows.length > FOLD);
        in_dep += in_group;
      });
      toggle(dep.box, 'off', !in_dep);
      shown += in_dep;
    });
    said.textContent = any ? '符合条件的 ' + shown + ' 个，共 ' + total + ' 个。' : '共 ' + total + ' 个。';
  }
  function unfold_target() {
    var id = decodeURIComponent(location.hash.slice(1)), node = id && document.getElementById(id);
    if (!node || !list.contains(node)) { return; }
    if (node.classList.contains('off') || (node.parentNode && node.parentNode.classList.contains('off'))) { clear(); }
    deps.forEach(function (dep) {
      dep.groups.forEach(function (group) {
        if (group.box.contains(node)) { group.open = true; fold(group, false); }
      });
    });
    node.scrollIntoView({ behavior: 'instant' });
  }
  function clear() {
    words.value = '';
    ['severity', 'state', 'dep', 'rule'].forEach(function (id) { pick(id).value = ''; });
    apply();
  }
  deps.forEach(function (dep) {
    dep.groups.forEach(function (group) {
      if (!(group.rows.length > FOLD)) { return; }
      group.rows.slice(KEEP).forEach(function (row) { row.box.classList.add('rest'); });
      group.button = document.createElement('button');
      group.button.type = 'button';
      group.button.className = 'unfold';
      group.button.textContent = '显示其余 ' + (group.rows.length - KEEP) + ' 个' + group.name;
      group.button.addEventListener('click', function () {
        var first = group.rows[KEEP].box;
        group.open = true;
        fold(group, false);
        first.setAttribute('tabindex', '-1');
        first.focus();
      });
      group.box.appendChild(group.button);
    });
  });
  offer('dep', deps.map(function (dep) { return dep.name; }));
  offer('rule', deps.reduce(function (names, dep) {
    return names.concat(dep.groups.map(function (group) { return group.name; }));
  }, []));
  words.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(apply, 150); });
  ['severity', 'state', 'dep', 'rule'].forEach(function (id) { pick(id).addEventListener('change', apply); });
  pick('clear').addEventListener('click', clear);
  window.addEventListener('hashchange', unfold_target);
  bar.hidden = false;
  apply();
  unfold_target();
})();
