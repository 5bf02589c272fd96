//! Checks the settings of the site.

use url::Url;

use super::file::FileCheck;
use super::value::{has_secret, line, line_in};
use super::{domain, private};
use crate::model::Site;
use crate::read::schema::{SourceFile, SourceSite};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problems};
use asdg_base::yaml::Located;

/// Checks `site.toml`; `None` if it has an error. `base_url_option` overrides the address in the file.
pub fn site(file: SourceFile<SourceSite>, base_url_option: Option<&str>, problems: &mut Problems) -> Option<Site> {
    let SourceFile { source, value } = file;
    let SourceSite {
        title,
        description,
        publisher,
        base_url: url,
        domain,
        language,
        theme,
        notice,
        minify,
        feed,
        data,
        search,
        previews,
        license,
        license_url,
        private_data,
        private_data_allow,
    } = value;
    let mut file = FileCheck::new(&source, problems);
    let domain = domain.filter(|domain| !domain.value.trim().is_empty());
    let domain = domain.map(|domain| domain::check(&domain, &mut file).ok_or(())).transpose();
    let file_url = url.filter(|url| !url.value.is_empty()).map(|Located { value, at }| {
        let url = base_url(&value);
        if let (Some(url), Ok(Some(domain))) = (&url, &domain)
            && url.host_str() != Some(&**domain)
        {
            let kind = Kind::DomainDiffers { base_url: value.clone(), domain: domain::unicode_domain(domain) };
            file.report(&at, kind);
        }
        let bad = |url: String| {
            if has_secret(&url) { Kind::SecretAddress { key: "base_url".into() } } else { Kind::BadBaseUrl { url } }
        };
        url.ok_or_else(|| file.report(&at, bad(value)))
    });
    let option_url = base_url_option.filter(|url| !url.is_empty()).map(|url| {
        let bad =
            if has_secret(url) { Kind::SecretAddressOption } else { Kind::BadBaseUrlOption { url: url.to_owned() } };
        base_url(url).ok_or_else(|| file.problems.add_placeless(bad))
    });
    let language = match language {
        None => Some(Language::default()),
        Some(Located { value, at }) => {
            let language = Language::ALL.into_iter().find(|language| language.code() == value);
            if language.is_none() {
                file.report(&at, Kind::BadLanguage { language: value });
            }
            language
        }
    };
    let (domain, language) = (domain.ok()?, language?);
    let file_url =
        file_url.or_else(|| domain.as_deref().and_then(|domain| base_url(&format!("https://{domain}/"))).map(Ok));
    let private_data = private::settings(private_data, private_data_allow, &mut file);
    let license_url = license_url.filter(|url| !url.value.is_empty());
    let license_url = license_url.map(|url| file.web_address(&url).ok_or(())).transpose();
    Some(Site {
        title: line_in(language, &title)?,
        description: line_in(language, &description),
        publisher: line_in(language, &publisher),
        base_url: option_url.or(file_url).transpose().ok()?,
        domain,
        language,
        theme: theme.map_or_else(|| "default".into(), |theme| theme.value.into()),
        notice: line_in(language, &notice),
        minify: minify.unwrap_or(true),
        feed: feed.unwrap_or(true),
        data: data.unwrap_or(true),
        search: search.unwrap_or(true),
        previews: previews.unwrap_or(true),
        license: line(license),
        license_url: license_url.ok()?,
        private_data: private_data?,
    })
}

/// Parses the address of a site, and adds a slash at the end. `None` unless it is an http or https address without
/// query, fragment and password.
pub fn base_url(text: &str) -> Option<Url> {
    let mut url = Url::parse(text).ok()?;
    let is_plain = matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none();
    // A password would be published on every page.
    let has_no_password = url.username().is_empty() && url.password().is_none();
    if !is_plain || !has_no_password || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_the_web_address_of_a_folder() {
        assert_eq!(base_url("https://example.org/digest").unwrap().as_str(), "https://example.org/digest/");
        for bad in [
            "example.org",
            "ftp://example.org/",
            "https://",
            "https://example.org/?a",
            "https://a:b@example.org/",
            "digest",
        ] {
            assert!(base_url(bad).is_none(), "{bad}");
        }
    }
}
