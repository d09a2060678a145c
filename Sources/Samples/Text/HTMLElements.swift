/// How elements of HTML are read.
enum HTMLElements {
    /// What stands in these is not for reading.
    static let dropped: Set<String> = [
        "script", "style", "title", "template", "iframe", "textarea", "select",
    ]
    static let lines: Set<String> = [
        "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "address", "form",
        "main", "nav", "center", "caption", "thead", "tbody", "tfoot",
    ]
    /// Elements that hold nothing.
    static let empty: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    /// Elements that end where the next of them begins.
    static let followers: Set<String> = ["p", "li", "td", "th", "tr", "dt", "dd", "option"]
    static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "pre", "hr",
    ]
    /// Attributes from which something is loaded when the page is shown.
    static let loaded = ["src", "background", "poster", "srcset", "imagesrcset", "lowsrc", "dynsrc"]
    /// Elements that show another page.
    static let frames: Set<String> = ["iframe", "frame", "embed", "object", "script"]
    /// Elements whose `href` is dealt with for itself.
    static let known: Set<String> = ["a", "base", "area", "embed", "object", "frame", "iframe"]
    /// Elements whose `href` is loaded, not followed.
    static let loading: Set<String> = ["link", "image", "use", "feimage", "script"]
}
