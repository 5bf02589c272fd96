//! Finds the address of the published site: its custom domain, or the address that GitHub Pages derives from the
//! repository. So `base_url` need not be set for a site on GitHub Pages.

use url::Url;

use super::remote::Remote;
use super::tip::Tip;
use crate::check::{base_url, unicode_domain};
use crate::model::Site;
use asdg_base::problem::Kind;

/// The address of the published site.
pub(super) struct SiteAddress {
    /// The repository on GitHub, if it is there.
    pub(super) github: Option<GitHub>,
    /// The address, if known.
    pub(super) address: Option<Url>,
    /// Whether the address follows from the domain or the repository, which are more reliable than `base_url`.
    is_certain: bool,
    /// The content of the `CNAME` file.
    domain: Option<String>,
    /// The domain on the branch, if the settings of the site have none.
    branch_domain: Option<String>,
}

impl SiteAddress {
    /// Finds the address from the settings, the remote and the content of the branch.
    pub(super) fn find(site: &Site, remote: &Remote, tip: Option<&Tip>) -> Self {
        let github = GitHub::parse(remote.address());
        // A domain that was set on GitHub is stored only on the branch. If `CNAME` were deleted, the site would no
        // longer be available at its address.
        let branch_domain = tip.and_then(|tip| tip.domain.clone()).filter(|_| site.domain.is_none());
        let domain = site.domain.as_ref().map(|domain| format!("{domain}\n")).or_else(|| branch_domain.clone());
        let domain_address = domain.as_ref().and_then(|domain| base_url(&format!("https://{}/", domain.trim())));
        let certain = domain_address.or_else(|| github.as_ref().and_then(GitHub::pages_address));
        let address = certain.clone().or_else(|| site.base_url.clone());
        Self { github, address, is_certain: certain.is_some(), domain, branch_domain }
    }

    /// The content of the `CNAME` file.
    pub(super) fn domain(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    /// Warns if the site was built for another address, or for none.
    pub(super) fn check(&self, base_url: Option<&Url>, warn: &mut dyn FnMut(Kind)) {
        if let Some(domain) = &self.branch_domain {
            warn(Kind::PublishDomainKept { domain: unicode_domain(domain.trim()) });
        }
        match (&self.address, base_url) {
            (None, None) => warn(Kind::PublishAddressUnknown),
            (Some(address), Some(base_url)) if self.is_certain && !is_same_address(address, base_url) => {
                warn(Kind::PublishAddressDiffers {
                    base_url: readable_address(base_url),
                    address: readable_address(address),
                });
            }
            _ => {}
        }
    }
}

/// A repository on GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitHub {
    /// The user or organisation that owns it.
    pub owner: String,
    /// Its name.
    pub repository: String,
}

impl GitHub {
    /// Parses the address of a remote, in any form that git accepts. `None` if it is not on GitHub.
    fn parse(address: &str) -> Option<Self> {
        let path = if address.contains("://") {
            let url = Url::parse(address).ok()?;
            is_github(url.host_str()?).then(|| url.path().to_owned())?
        } else {
            // The short form of ssh is not a URL: git@github.com:owner/repository.git
            let (host, path) = address.split_once(':')?;
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            is_github(host).then(|| path.to_owned())?
        };
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (owner, repository) = (parts.next()?, parts.next()?);
        let repository = repository.strip_suffix(".git").unwrap_or(repository);
        Some(Self { owner: owner.to_owned(), repository: repository.to_owned() })
    }

    /// The address of its site on GitHub Pages.
    fn pages_address(&self) -> Option<Url> {
        let host = format!("{}.github.io", self.owner.to_lowercase());
        if self.repository.eq_ignore_ascii_case(&host) {
            return base_url(&format!("https://{host}/"));
        }
        base_url(&format!("https://{host}/{}/", self.repository))
    }

    /// The page of its settings where the branch is chosen.
    pub fn settings(&self) -> String {
        format!("https://github.com/{}/{}/settings/pages", self.owner, self.repository)
    }
}

/// An address for people to read, with a Unicode host name.
pub fn readable_address(address: &Url) -> String {
    match address.host_str() {
        Some(host) => address.as_str().replacen(host, &unicode_domain(host), 1),
        None => address.to_string(),
    }
}

fn is_github(host: &str) -> bool {
    ["github.com", "www.github.com", "ssh.github.com"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

/// Whether two addresses lead to the same page. The scheme is ignored, because the host chooses `http` or `https`.
fn is_same_address(a: &Url, b: &Url) -> bool {
    (a.host_str(), a.port(), a.path()) == (b.host_str(), b.port(), b.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_github_repository_is_recognised_by_its_address() {
        for address in [
            "https://github.com/Pridumsk/digest.git",
            "https://github.com/Pridumsk/digest",
            "https://anna@github.com/Pridumsk/digest/",
            "git@github.com:Pridumsk/digest.git",
            "github.com:Pridumsk/digest",
            "ssh://git@github.com/Pridumsk/digest.git",
            "ssh://git@ssh.github.com:443/Pridumsk/digest.git",
        ] {
            let github = GitHub::parse(address).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(github.pages_address().unwrap().as_str(), "https://pridumsk.github.io/digest/", "{address}");
            assert_eq!(github.settings(), "https://github.com/Pridumsk/digest/settings/pages");
        }
        let own = GitHub::parse("git@github.com:Pridumsk/pridumsk.github.io.git").unwrap();
        assert_eq!(own.pages_address().unwrap().as_str(), "https://pridumsk.github.io/");
        for address in
            ["https://gitlab.com/a/b", "/srv/git/github.com/a/b", r"C:\github.com\a", "../a", "git@example.org:a/b"]
        {
            assert_eq!(GitHub::parse(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_is_shown_with_a_unicode_host() {
        let url = Url::parse("https://дайджест.рф/2024/").unwrap();
        assert_eq!(readable_address(&url), "https://дайджест.рф/2024/");
    }
}
