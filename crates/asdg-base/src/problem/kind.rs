//! The table of all kinds of problems. Each row has the severity, the code and the values of a kind.
//!
//! The code is the id of its message in `problems.ftl`, and the name of its fixture in `tests/problems/`.

use fluent_bundle::{FluentArgs, FluentValue};

/// The severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build fails before anything is written.
    Error,
    /// The site is built anyway, except with `--strict`.
    Warning,
}

/// A value of a problem, as an argument of its message.
trait MessageValue {
    fn to_fluent(&self) -> FluentValue<'static>;
}

impl MessageValue for String {
    fn to_fluent(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

impl MessageValue for u64 {
    fn to_fluent(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

/// A missing value becomes the word `none`, which the message has a variant for.
impl MessageValue for Option<String> {
    fn to_fluent(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone().unwrap_or_else(|| "none".to_owned()))
    }
}

macro_rules! kinds {
    ($( $class:ident $code:literal $(#[$doc:meta])* $name:ident $({ $($field:ident : $type:ty),* $(,)? })? ;)*) => {
        /// A kind of problem, with the values of its message.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the fields are named after what they hold")]
        pub enum Kind {
            $( $(#[$doc])* $name $({ $($field: $type),* })? ),*
        }

        impl Kind {
            /// The codes of all kinds, in the order of the table.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code: the id of its message.
            pub fn code(&self) -> &'static str {
                match self { $( Kind::$name $({ $($field: _),* })? => $code ),* }
            }

            /// Its severity.
            pub fn severity(&self) -> Severity {
                match self { $( Kind::$name $({ $($field: _),* })? => kinds!(@severity $class) ),* }
            }

            /// Whether it makes a build fail: errors always do, warnings only with `--strict`, remarks never.
            pub fn is_failure(&self, strict: bool) -> bool {
                self.severity() == Severity::Error || (strict && !self.is_remark())
            }

            /// Whether it is a remark, which never makes a build fail, even with `--strict`. A key of an earlier
            /// version of the program is one; otherwise a new version would stop the publication of an unchanged
            /// digest. The size of the site is another one, because other hosts may accept it.
            fn is_remark(&self) -> bool {
                matches!(self, Kind::RemovedKey { .. } | Kind::SiteTooLarge { .. } | Kind::FileTooLarge { .. })
            }

            /// Whether the command line or the machine is the cause, and not the content; the exit code is then 2.
            pub fn is_environment(&self) -> bool {
                match self { $( Kind::$name $({ $($field: _),* })? => kinds!(@environment $class) ),* }
            }

            /// Whether its source line must not be shown, because the logs of workflows are public.
            pub fn hides_line(&self) -> bool {
                matches!(self, Kind::SecretAddress { .. })
            }

            /// The values, under the names that the message uses.
            pub fn args(&self) -> FluentArgs<'static> {
                #[allow(unused_mut, reason = "kinds without values have nothing to set")]
                let mut args = FluentArgs::new();
                match self { $( Kind::$name $({ $($field),* })? => { $($( args.set(stringify!($field), $field.to_fluent()); )*)? } ),* }
                args
            }
        }
    };
    (@severity warning) => { Severity::Warning };
    (@severity $other:ident) => { Severity::Error };
    (@environment environment) => { true };
    (@environment $other:ident) => { false };
}

kinds! {
    // The site as a whole.
    environment "site-not-found" /// The folder has no `site.toml`.
        SiteNotFound { folder: String };
    error "content-missing" /// There is no `content` folder.
        ContentMissing;
    error "toml-syntax" /// `site.toml` or `theme.toml` is not TOML.
        TomlSyntax { detail: String };
    error "bad-base-url" /// `base_url` is not an http or https address.
        BadBaseUrl { url: String };
    environment "bad-base-url-option" /// `--base-url` is not an http or https address.
        BadBaseUrlOption { url: String };
    error "secret-address" /// An address in `site.toml` contains a password or an access key. The message does not repeat it.
        SecretAddress { key: String };
    environment "secret-address-option" /// `--base-url` contains a password or an access key.
        SecretAddressOption;
    error "bad-domain" /// `domain` is not the name of a host.
        BadDomain { domain: String, proposal: Option<String> };
    warning "domain-differs" /// `base_url` names another host than `domain`.
        DomainDiffers { base_url: String, domain: String };
    error "bad-language" /// The language of the site is neither `ru` nor `en`.
        BadLanguage { language: String };

    // Files.
    error "unreadable-file" /// A file or folder cannot be read.
        UnreadableFile { reason: String };
    error "not-utf8" /// A file is not UTF-8.
        NotUtf8 { byte: String, offset: u64 };
    error "windows-1251" /// A file is in the old Windows encoding.
        Windows1251 { byte: String, offset: u64 };
    error "utf16" /// A file is UTF-16, "Unicode" in Notepad.
        Utf16;
    error "zero-bytes" /// A file contains zero bytes, as after a power cut.
        ZeroBytes { count: u64 };
    error "misplaced-file" /// A file or folder in a place where it has no meaning.
        MisplacedFile;
    error "link-out-of-folder" /// A symbolic link or the address of a picture leads out of the content folder.
        LinkOutOfFolder { target: String };
    error "link-outside" /// A symbolic link leads out of the folder that it must stay in.
        LinkOutside { folder: String, target: String };
    error "bad-year" /// A folder of `content/` is not a year.
        BadYear { name: String };
    error "unknown-sector" /// A folder of an edition is not in `sectors.yaml`.
        UnknownSector { id: String, similar: Option<String> };

    // YAML.
    error "yaml-syntax" /// Not YAML.
        YamlSyntax { detail: String };
    error "yaml-tab" /// A tab in the indentation of YAML.
        YamlTab;
    error "yaml-colon" /// A colon inside a value that is not in quotes.
        YamlColon;
    error "duplicate-key" /// A key occurs twice in a mapping.
        DuplicateKey { key: String };
    error "unknown-key" /// A key that has no meaning here.
        UnknownKey { key: String, similar: Option<String>, known: String };
    warning "removed-key" /// A key of an earlier version of the program.
        RemovedKey { key: String };
    error "wrong-type" /// A value of another type than the key requires.
        WrongType { key: String, expected: String, found: String };
    error "missing-key" /// A required key is not there.
        MissingKey { key: String };
    error "empty-value" /// A required value is empty.
        EmptyValue { key: String };
    error "front-matter-open" /// The front matter is never closed.
        FrontMatterOpen;
    error "bad-id" /// An id has the wrong form.
        BadId { id: String, proposal: Option<String> };
    error "reserved-id" /// An id that the site needs for a page of its own.
        ReservedId { id: String };
    error "device-id" /// An id that is a device name on Windows, where no folder can have it.
        DeviceId { id: String };
    error "bad-date" /// A date that is not a date.
        BadDate { value: String };
    error "date-order" /// A response was updated before it was received.
        DateOrder { received: String, updated: String };
    error "bad-coordinates" /// Coordinates out of range.
        BadCoordinates;
    error "bad-population" /// A population that is not a number of people.
        BadPopulation { value: String };
    error "bad-population-year" /// The year of a population that is not a year.
        BadPopulationYear { value: String };
    warning "district-slip" /// A federal district whose name looks like a misspelling of another.
        DistrictSlip { district: String, similar: String };
    error "bad-address" /// The address of a site that is not an http or https address.
        BadAddress { value: String };

    // Registers and questionnaires.
    error "alias-clash" /// Two entries of a register share a name or an alias.
        AliasClash { name: String, other: String };
    warning "unused-entry" /// Nothing refers to an entry of a register.
        UnusedEntry { id: String };
    error "unknown-role" /// A question's role is not one of the five.
        UnknownRole { role: String, similar: Option<String> };
    error "duplicate-question" /// A questionnaire has two questions with the same id.
        DuplicateQuestion { id: String };
    error "unknown-placeholder" /// A wording has a placeholder that is not filled in.
        UnknownPlaceholder { placeholder: String };
    error "questionnaire-missing" /// No questionnaire is found up the tree.
        QuestionnaireMissing;
    error "questionnaire-empty" /// A questionnaire without questions.
        QuestionnaireEmpty;

    // Responses.
    error "unknown-city" /// A city that is not in the register.
        UnknownCity { id: String, similar: Option<String> };
    error "unknown-topic" /// A topic that is not in the register.
        UnknownTopic { id: String, similar: Option<String> };
    error "unknown-course" /// A course that is not in the register.
        UnknownCourse { id: String, similar: Option<String> };
    error "unknown-response" /// A link to a response that does not exist.
        UnknownResponse { id: String, similar: Option<String> };
    error "bad-response-link" /// A `response:` link with the wrong form.
        BadResponseLink { link: String };
    error "unknown-anchor" /// A link to an anchor that does not exist.
        UnknownAnchor { anchor: String, similar: Option<String> };
    error "unknown-choice" /// A value that the key does not allow.
        UnknownChoice { key: String, value: String, known: String };
    error "plans-missing" /// The outcome of a plan of a year in which the city did not answer.
        PlansMissing { id: String };
    error "unknown-plan" /// The outcome of a plan that does not exist.
        UnknownPlan { plan: String, similar: Option<String> };
    error "unknown-request" /// A reply to a request for help that does not exist.
        UnknownRequest { request: String, similar: Option<String> };
    error "recorded-twice" /// Two outcomes of one plan, or two replies to one request.
        RecordedTwice { value: String };
    error "draft-link" /// A link from a published response to a draft.
        DraftLink { id: String };
    error "unsafe-link" /// A link with a scheme that is never allowed.
        UnsafeLink { scheme: String };
    error "unknown-link" /// A link that is neither an entry nor an address.
        UnknownLink { link: String };
    error "city-twice" /// A city has two responses in one sector's edition.
        CityTwice { city: String, first: String };
    error "unknown-question" /// A heading that matches no question.
        UnknownQuestion { heading: String, known: String };
    error "question-twice" /// One question is answered twice.
        QuestionTwice { question: String, first: u64 };
    warning "answer-empty" /// A heading with nothing under it.
        AnswerEmpty { question: String };
    warning "passage-empty" /// A passage's heading with nothing under it.
        PassageEmpty { title: String };
    warning "response-empty" /// A response without a single answer.
        ResponseEmpty;
    error "text-before-question" /// Text that belongs to no answer.
        TextBeforeQuestion;
    error "heading-level-one" /// A heading of level 1.
        HeadingLevelOne;
    error "heading-in-text" /// A heading of level 1 or 2 inside a text in YAML.
        HeadingInText;
    error "heading-twice" /// A passage in YAML has keys of its own, and its text begins with the heading of another one.
        HeadingTwice { heading: String };
    error "unknown-attribute" /// An attribute in the braces of a heading that has no meaning.
        UnknownAttribute { attribute: String };
    error "anchor-twice" /// Two passages of an answer have the same `{#id}`.
        AnchorTwice { anchor: String };
    warning "topic-twice" /// The same topic is given twice in one place.
        TopicTwice { topic: String };
    warning "raw-html" /// HTML in a text.
        RawHtml { tag: String };
    warning "control-character" /// An invisible control character.
        ControlCharacter { code: String };
    error "comment-open" /// A comment that is not closed, or closed by a mistyped mark.
        CommentOpen { mark: Option<String> };
    warning "comment-mark" /// A comment mark that is not part of a comment and will be visible.
        CommentMark { mark: String };
    warning "comment-in-value" /// A comment in a value that is shown as it is, such as a name.
        CommentInValue { mark: String };
    error "code-open" /// A block of code that is not closed.
        CodeOpen;
    warning "text-lost" /// Text that is not on the page.
        TextLost { part: String, text: String };
    warning "number-changed" /// An item of a list that has another number on the page.
        NumberChanged { typed: String, shown: String };

    // Too much of one kind.
    error "more-errors" /// Further errors of the same kind in a file, which are only counted.
        MoreErrors { code: String, count: u64 };
    warning "more-warnings" /// Further warnings of the same kind in a file, which are only counted.
        MoreWarnings { code: String, count: u64 };

    // Private data.
    warning "private-data" /// A telephone, an address or a number of a private person.
        PrivateData { sort: String, value: String };
    error "private-data-forbidden" /// The same, if `site.toml` makes it an error.
        PrivateDataForbidden { sort: String, value: String };
    warning "private-data-unused" /// A value that `site.toml` allows does not occur in the content.
        PrivateDataUnused { value: String };

    // Pictures.
    error "picture-missing" /// A picture that does not exist.
        PictureMissing { picture: String, similar: Option<String> };
    error "picture-format" /// A file that is not a picture of a known format.
        PictureFormat { picture: String };
    error "picture-place" /// A picture that is not in the folder of its response.
        PicturePlace { picture: String, folder: Option<String> };
    warning "picture-description" /// A picture without a description.
        PictureDescription { picture: String };
    warning "picture-unused" /// A picture that no text shows.
        PictureUnused { picture: String };

    // The theme.
    error "theme-missing" /// There is no such theme.
        ThemeMissing { theme: String, similar: Option<String> };
    error "theme-cycle" /// Themes extend each other in a circle.
        ThemeCycle { chain: String };
    error "template-missing" /// A theme lacks templates that pages need.
        TemplateMissing { templates: String };
    error "style-missing" /// A style sheet imports one that the theme does not have.
        StyleMissing { sheet: String, similar: Option<String> };
    error "template-error" /// A template cannot be loaded or rendered.
        TemplateError { detail: String };
    error "translation-error" /// A file of interface texts cannot be read.
        TranslationError { detail: String };

    // The output.
    environment "output-not-ours" /// The output folder has files that the program did not make.
        OutputNotOurs { folder: String };
    environment "output-overlap" /// The output folder contains the content or the theme, or is inside one.
        OutputOverlap { folder: String, other: String };
    environment "output-collision" /// A page would overwrite a file that the user put into the output folder.
        OutputCollision { file: String };
    environment "output-busy" /// Another build is writing to the same folder.
        OutputBusy { folder: String };
    environment "output-mount" /// The output folder is or contains a mount point.
        OutputMount { folder: String };
    environment "output-work-taken" /// Something else has the name of the work folder next to the output.
        OutputWorkTaken { path: String };
    warning "site-too-large" /// The site is larger than GitHub Pages allows. `parts` are folders with their size in MB.
        SiteTooLarge { size: u64, parts: String };
    warning "file-too-large" /// A file of the site is larger than GitHub allows.
        FileTooLarge { file: String, size: u64 };
    environment "output-failed" /// The output cannot be written.
        OutputFailed { file: String, reason: String };

    // The preview.
    environment "serve-failed" /// The site cannot be served on this machine.
        ServeFailed { reason: String };

    // The options of commands.
    environment "bad-option" /// An id on the command line that no register has.
        BadOption { option: String, value: String, similar: Option<String> };
    environment "edition-missing" /// An edition that does not exist.
        EditionMissing { year: Option<String>, known: Option<String> };
    environment "table-taken" /// The table would overwrite a file that is not such a table.
        TableTaken { path: String };
    environment "table-not-saved" /// The table cannot be written.
        TableNotSaved { path: String, reason: String };

    // Publish.
    environment "publish-no-git" /// git is not installed.
        PublishNoGit;
    environment "publish-no-repository" /// The folder of the digest is not in a git repository.
        PublishNoRepository { folder: String };
    environment "publish-untrusted" /// git does not trust the repository, because another user owns it.
        PublishUntrusted { folder: String };
    environment "publish-no-remote" /// There is no such remote.
        PublishNoRemote { remote: String, known: Option<String> };
    environment "publish-mirror" /// The remote is a mirror of the whole repository.
        PublishMirror { remote: String };
    environment "publish-bad-branch" /// The name of the branch is not valid.
        PublishBadBranch { branch: String };
    environment "publish-source-branch" /// The digest's own files are on that branch.
        PublishSourceBranch { branch: String };
    environment "publish-no-network" /// The remote cannot be reached.
        PublishNoNetwork { address: String, detail: String };
    environment "publish-no-access" /// The remote refuses this user.
        PublishNoAccess { address: String, detail: String };
    environment "publish-remote-missing" /// There is no repository at the address of the remote.
        PublishRemoteMissing { address: String, detail: String };
    environment "publish-foreign" /// The branch has files that this program did not make.
        PublishForeign { branch: String, commit: String, files: String, more: u64 };
    environment "publish-raced" /// Someone else pushed in between.
        PublishRaced { branch: String };
    environment "publish-refused" /// The remote refuses the commit.
        PublishRefused { branch: String, detail: String };
    environment "publish-not-signed" /// The push had to be signed, and git could not sign it.
        PublishNotSigned { detail: String };
    environment "publish-file-too-large" /// A file that GitHub refuses for its size.
        PublishFileTooLarge { file: String, megabytes: u64 };
    environment "publish-git-failed" /// git failed for a reason that the program does not know.
        PublishGitFailed { command: String, detail: String };
    environment "publish-incomplete" /// The built site cannot be read.
        PublishIncomplete { file: String, reason: String };
    warning "publish-file-large" /// A file that some hosts refuse for its size.
        PublishFileLarge { file: String, megabytes: u64 };
    warning "publish-site-large" /// A site near or above the limit of GitHub Pages.
        PublishSiteLarge { megabytes: u64 };
    warning "publish-left-out" /// Files in the output folder that the program did not make.
        PublishLeftOut { folder: String, files: String, more: u64 };
    warning "publish-address-unknown" /// The address of the published site is not known.
        PublishAddressUnknown;
    warning "publish-address-differs" /// `base_url` differs from the address of the published site.
        PublishAddressDiffers { base_url: String, address: String };
    warning "publish-domain-kept" /// The branch has a domain that `site.toml` does not mention.
        PublishDomainKept { domain: String };

    // New files and entries.
    environment "files-exist" /// Files to create exist already.
        FilesExist { files: String };
    environment "not-written" /// A file cannot be written.
        NotWritten { path: String, reason: String };
    environment "edition-exists" /// The edition to create exists already.
        EditionExists { year: String };
    environment "response-exists" /// A city has a response already.
        ResponseExists { city: String, file: String };
    environment "no-such-city" /// A city of the command line that is not in the register.
        NoSuchCity { name: String, similar: Option<String> };
    environment "no-such-topic" /// A topic of the command line that is not in the register.
        NoSuchTopic { name: String, similar: Option<String> };
    environment "sector-needed" /// The sector is ambiguous.
        SectorNeeded { known: Option<String> };
    environment "asked-unknown" /// An edition does not say which cities were asked.
        AskedUnknown { year: String };
    environment "id-taken" /// An entry with this id is in the register already.
        IdTaken { id: String, name: String };
    environment "name-taken" /// An entry with this name is in the register already.
        NameTaken { name: String, id: String };
    environment "id-needed" /// No id can be derived from a name.
        IdNeeded { name: String };
    environment "name-needed" /// A sector is given only by its id.
        NameNeeded { id: String };
    environment "in-question-needed" /// The form of a sector's name inside a question is not known.
        InQuestionNeeded { name: String };
    environment "register-form" /// A register is written so that an entry cannot be inserted safely.
        RegisterForm { lines: String };

    // Import.
    environment "import-not-found" /// A file or folder named on the command line does not exist.
        ImportNotFound { path: String };
    environment "import-report-taken" /// The report would overwrite a file that is not a report.
        ImportReportTaken { path: String };
    error "import-unknown-format" /// A file that is not a document.
        ImportUnknownFormat { found: String };
    error "import-old-format" /// A document in a format that is not supported, but can be saved in one that is.
        ImportOldFormat { found: String };
    error "import-scan" /// A picture, or a PDF whose pages are pictures.
        ImportScan { found: String };
    error "import-mail" /// A mail that cannot be read, or whose attachments must be imported one by one.
        ImportMail { found: String, attachments: Option<String> };
    error "import-damaged" /// A document that cannot be read to its end.
        ImportDamaged { reason: String };
    error "import-too-large" /// A document that exceeds a limit.
        ImportTooLarge { limit: String };
    error "import-encrypted" /// A document with a password.
        ImportEncrypted;
    error "import-empty" /// A document without text.
        ImportEmpty;
    error "import-no-questions" /// No question of the questionnaire was found.
        ImportNoQuestions;
    error "import-first-question" /// The first question was not found, and the text above the others may be its answer.
        ImportFirstQuestion { question: String, text: String };
    error "import-city-unknown" /// The city of a file is not known.
        ImportCityUnknown { heading: Option<String>, proposal: Option<String> };
    error "import-cities-several" /// A file names several cities above its first question.
        ImportCitiesSeveral { cities: String };
    error "import-year-unknown" /// The year of a file is not known.
        ImportYearUnknown;
    error "import-sector-unknown" /// The sector of a file is not known.
        ImportSectorUnknown { known: String };
    error "import-difference" /// What was written differs from the source: a fault of the program.
        ImportDifference { source: String, response: String };
    error "import-not-saved" /// A response cannot be written.
        ImportNotSaved { path: String, reason: String };
    warning "import-exists" /// A response exists already; the new one is written next to it.
        ImportExists { file: String, comparison: String };
    warning "import-city-differs" /// The heading names one city, the name of the file another.
        ImportCityDiffers { heading: String, name: String };
    warning "import-question-twice" /// A paragraph looks like a question that was found elsewhere.
        ImportQuestionTwice { text: String };
    warning "import-unknown-question" /// A question that the questionnaire does not have; it stays in the answer before it.
        ImportUnknownQuestion { text: String };
    warning "import-renumbered" /// The numbers of the questions differ from the questionnaire; their wordings decided.
        ImportRenumbered { questions: String };
    warning "import-by-numbers" /// There are only numbers and no questions; the numbers decided.
        ImportByNumbers;
    warning "import-answers-missing" /// Questions without an answer.
        ImportAnswersMissing { questions: String };
    warning "import-years-differ" /// The questions mention years that contradict each other.
        ImportYearsDiffer { year: String, other: String };
    warning "import-new-edition" /// A response of a year that no edition of the digest has begins one.
        ImportNewEdition { year: String, editions: String };
    warning "import-preamble" /// A text above the first question went into the response as a comment.
        ImportPreamble { text: String };
    warning "import-mixed-letters" /// Words with Latin letters among Russian ones.
        ImportMixedLetters { words: String };
    warning "import-left-out" /// A part of a file that is not text and is in no answer.
        ImportLeftOut { what: String, count: u64, unit: String, places: String, text: Option<String> };
    warning "import-formulas" /// Formulas that were written on one line.
        ImportFormulas { unit: String, places: String, formulas: String };
    warning "import-copy" /// A file with the same text as one that was imported already.
        ImportCopy { other: String };
    warning "import-picture" /// A picture without a description.
        ImportPicture { picture: String };
    warning "import-picture-dropped" /// A picture in a format that browsers do not show.
        ImportPictureDropped { picture: String };
    warning "import-unmapped" /// Characters that could not be read.
        ImportUnmapped { count: u64, unit: String, places: String };
    warning "import-pending" /// An imported response next to the one that it was to replace.
        ImportPending { response: String };
}
