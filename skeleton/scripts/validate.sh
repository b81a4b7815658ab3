#!/bin/sh
# Checks this repository with the tools that are there: kustomize or kubectl, and where
# installed kubeconform, helm and yq. Run it from anywhere; it ends with 1 on a mistake.
set -eu
cd "$(dirname "$0")/.."

failed=0
note() { printf '%s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  failed=1
}
has() { command -v "$1" >/dev/null 2>&1; }

if has kustomize; then
  build() { kustomize build "$1"; }
elif has kubectl; then
  build() { kubectl kustomize "$1"; }
else
  printf 'FAILED: neither kustomize nor kubectl is installed, nothing was checked\n' >&2
  exit 1
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# 1. Every Kustomization builds, and lists every file beside it.
for list in $(find . -name kustomization.yaml -not -path './.git/*' | sort); do
  folder=$(dirname "$list")
  if build "$folder" >"$out/$(printf %s "$folder" | tr -c 'a-z0-9' _).yaml"; then
    note "builds: $folder"
  else
    fail "$folder does not build"
  fi
  for file in "$folder"/*.yaml; do
    name=$(basename "$file")
    # The entities of Backstage are not for Kubernetes.
    case $name in kustomization.yaml | catalog-info.yaml) continue ;; esac
    if ! grep -q "^ *- *\"\{0,1\}$name\"\{0,1\} *$" "$list"; then
      fail "$file is not listed in $list, so nothing applies it"
    fi
  done
done

# 2. Kubernetes' own objects fit their schemas. Those of Flux, KEDA, cert-manager, Prometheus and NACK
# are passed over here; the portal checks them before it proposes a change, and nats-lint anywhere.
if has kubeconform; then
  # In a fleet repository Flux's own objects are on a list, and built above.
  set -- "$out"/*.yaml
  for file in clusters/*/*.yaml; do
    if [ -e "$file" ]; then set -- "$@" "$file"; fi
  done
  kubeconform -strict -ignore-missing-schemas -summary "$@" || fail 'kubeconform'
else
  note 'not checked: schemas (kubeconform is not installed)'
fi

# 3. The chart renders with these values.
if has helm && has yq; then
  release=nats/release.yaml
  version=$(yq '.spec.chart.spec.version' "$release")
  url=$(yq '.spec.url' nats/repository.yaml)
  if yq '.spec.values' "$release" |
    helm template "$(yq '.spec.releaseName' "$release")" nats --repo "$url" --version "$version" -f - >"$out/chart.yaml"; then
    note "renders: chart $version"
  else
    fail "the chart $version does not render with the values of $release"
  fi
else
  note 'not checked: the chart with these values (helm and yq are not installed)'
fi

exit "$failed"
