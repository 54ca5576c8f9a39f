#!/bin/sh
# Compiles the look into forthright/web/static/forthright. The result is committed, so nobody needs Node to run or install.
# The same lock file gives the same bytes: `assets/build.sh --check` fails when the committed files are stale.
set -eu
cd "$(dirname "$0")"
target=../forthright/web/static/forthright
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
npm ci --silent
npx sass --pkg-importer=node --style=compressed --no-source-map --no-charset --no-error-css --quiet-deps app.scss:"$out/app.css"
# The crest belongs to the government; our footer shows none, so no file of that name may be asked for.
sed -i -e 's#url("\{0,1\}\./images/govuk-crest\.svg"\{0,1\})#none#g' "$out/app.css"
{
  echo '/*! GOV.UK Frontend 6.6.0, MIT: see licence-govuk-frontend.txt */'
  sed -e 's|//# sourceMappingURL=.*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js
} > "$out/govuk-frontend.min.js"
cp init.js copy.js draft.js idle.js look.js passkey.js "$out/"
for file in app.css govuk-frontend.min.js init.js copy.js draft.js idle.js look.js passkey.js; do
  if [ "${1:-}" = "--check" ]; then
    cmp "$out/$file" "$target/$file" || { echo "$file is stale. Type: make assets" >&2; exit 1; }
  else
    cp "$out/$file" "$target/$file"
  fi
done
