internal import Records

/// What becomes of a part: how it is read, or why it is not.
enum PartLook: Equatable {
    case plain, html
    /// Calendars and address cards.
    case folded
    /// A message in a form that the parser left alone.
    case message
    /// Nothing is in it that would have to be read: it holds other parts, it is a signature, a picture, or empty.
    case nothing
    /// Why it was not looked at, and whether honest mass mail has no such thing.
    case unseen(String, isOdd: Bool)
    /// As a whole, with all that is in it.
    case sealed(String)

    init(_ part: MIMEPart, name: String?) {
        let ending = AttachmentFindings.ending(of: name ?? "")
        if !part.isLeaf {
            self = part.type == "multipart/encrypted" ? .sealed("encrypted (PGP)") : .nothing
        } else if part.isUndecoded {
            self = .unseen("written in an unknown transfer encoding", isOdd: true)
        } else if let sealed = Self.sealed(part, ending) {
            self = sealed
        } else if part.content.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
            self = .nothing
        } else {
            self = Self.readable(part, ending) ?? Self.byBytes(part, ending)
        }
    }

    // MARK: - Kinds

    private static func sealed(_ part: MIMEPart, _ ending: String) -> PartLook? {
        let isTNEF =
            ["application/ms-tnef", "application/vnd.ms-tnef", "application/x-ms-tnef"].contains(part.type)
            || part.names.contains { ["winmail.dat", "win.dat"].contains($0.lowercased()) }
            || part.content.starts(with: [0x78, 0x9F, 0x3E, 0x22])
        if isTNEF { return .unseen("an Outlook package (winmail.dat)", isOdd: true) }
        let type = part.type.replacing("/x-", with: "/")
        if type == "application/pkcs7-mime" || ending == "p7m" {
            let kind = kindOfSealed(part.content) ?? part.parameters.text("smime-type")?.lowercased()
            switch kind {
            case "signed-data", "certs-only": return .unseen("signed as a whole (S/MIME)", isOdd: true)
            case "compressed-data": return .unseen("compressed as a whole (S/MIME)", isOdd: true)
            default: return .unseen("encrypted (S/MIME)", isOdd: true)
            }
        }
        switch type {
        case "application/pgp", "application/pgp-encrypted":
            // Within multipart/encrypted it tells a version and no more.
            guard type == "application/pgp" || part.parent == nil else { return nil }
            return .unseen("encrypted (PGP)", isOdd: true)
        case "message/partial": return .unseen("one piece of a larger mail", isOdd: true)
        case "message/external-body": return .unseen("kept elsewhere", isOdd: true)
        default: return nil
        }
    }

    /// What an S/MIME part is by the name of its content type (RFC 5652), whatever its header says.
    private static func kindOfSealed(_ content: [UInt8]) -> String? {
        let start = Array(content.prefix(64))
        let names: [([UInt8], String)] = [
            ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02], "signed-data"),
            ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03], "enveloped-data"),
            ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x09], "compressed-data"),
        ]
        return names.first { !start.ranges(of: $0.0).isEmpty }?.1
    }

    private static func readable(_ part: MIMEPart, _ ending: String) -> PartLook? {
        let types = [part.type] + part.types
        if types.contains(where: messages.contains) || ["eml", "mht", "mhtml"].contains(ending) { return .message }
        let isPage = types.contains(where: pages.contains) || pageEndings.contains(ending)
        if isPage, AttachmentFindings.kind(of: part.content) == nil { return .html }
        if isSignature(part) { return .nothing }
        if calendars.contains(part.type) || ["ics", "vcf", "vcs"].contains(ending) { return .folded }
        let isText = part.type.hasPrefix("text/") || part.type.hasPrefix("message/")
        let isDocument = part.type == "text/rtf" || ending == "rtf"
        guard isText, !isDocument, AttachmentFindings.kind(of: part.content) == nil else { return nil }
        return startsLikePage(part.content) ? .html : .plain
    }

    /// Whether a part that is said to be a signature, or keys, looks like one.
    private static func isSignature(_ part: MIMEPart) -> Bool {
        switch part.type.replacing("/x-", with: "/") {
        case "application/pkcs7-signature": part.content.first { $0 > 0x20 } == 0x30
        case "application/pgp-signature", "application/pgp-keys":
            part.content.drop { $0 <= 0x20 }.starts(with: Array("-----BEGIN PGP".utf8))
        case "application/pgp-encrypted": part.content.count < 100
        default: false
        }
    }

    /// Whether a mail program that goes by the bytes takes this text for a page.
    private static func startsLikePage(_ content: [UInt8]) -> Bool {
        let start = content.drop { $0 <= 0x20 || $0 >= 0x7F }.prefix(16)
        let words = String(decoding: start, as: UTF8.self).lowercased()
        return ["<html", "<!doctype html", "<body", "<head", "<a href", "<script", "<table", "<div", "<p>", "<meta"]
            .contains { words.hasPrefix($0) }
    }

    /// How text around the parts of a multipart is read; nil for a line that says that the mail has parts, and the like.
    static func around(_ bytes: [UInt8]) -> (PartLook, String)? {
        let text = Charset.text(bytes, label: nil).withPlainLineEnds
        let words = text.lowercased()
        guard words.contains(where: { !$0.isWhitespace }) else { return nil }
        let isPage = markup.contains { words.contains($0) }
        let isHarmless =
            bytes.count <= 500 && !isPage
            && !["://", "www.", "begin", "content-", "=y"].contains { words.contains($0) }
        return isHarmless ? nil : (isPage ? .html : .plain, text)
    }

    private static func byBytes(_ part: MIMEPart, _ ending: String) -> PartLook {
        let kind = AttachmentFindings.kind(of: part.content)
        // That it is one is the worst that can be said of it.
        if kind == "a program" || AttachmentFindings.isProgram(ending) { return asText(part) ?? .nothing }
        switch kind {
        case "a picture": return .nothing
        case "an archive" where !documents.contains(ending): return .unseen("an archive", isOdd: true)
        case .some("a PDF"): return .unseen("a PDF", isOdd: false)
        default: break
        }
        if AttachmentFindings.archives.contains(ending) { return .unseen("an archive", isOdd: true) }
        if documents.contains(ending) || kind != nil || part.content.starts(with: Array("{\\rtf".utf8)) {
            return .unseen("a document", isOdd: false)
        }
        if let text = asText(part) { return text }
        return .unseen("of type \(part.type)", isOdd: false)
    }

    /// What is called something else and reads as text.
    private static func asText(_ part: MIMEPart) -> PartLook? {
        let start = part.content.prefix(4_096)
        let isText = start.allSatisfy {
            $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C
        }
        let isMedia = ["image/", "audio/", "video/", "font/"].contains { part.type.hasPrefix($0) }
        guard isText else { return nil }
        let words = String(decoding: start.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        return markup.contains { words.contains($0) } ? .html : isMedia ? nil : .plain
    }

    // MARK: - Lists

    private static let markup = [
        "<html", "<!doctype html", "<body", "<a ", "<a\n", "<script", "<form", "<svg", "<head", "<meta", "<iframe",
    ]

    private static let messages: Set<String> = [
        "message/rfc822", "message/rfc2822", "message/global", "message/news",
    ]
    private static let pages: Set<String> = [
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/x-amp-html", "text/watch-html", "text/xml",
        "application/xml", "application/hta", "text/x-html", "text/xhtml",
    ]
    private static let pageEndings: Set<String> = ["htm", "html", "xhtml", "xht", "shtml", "shtm", "svg", "xml", "hta"]
    private static let calendars: Set<String> = [
        "text/calendar", "text/x-vcalendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory",
    ]
    private static let documents: Set<String> = [
        "pdf", "doc", "docx", "docm", "dot", "dotm", "dotx", "xls", "xlsx", "xlsm", "xlsb", "ppt", "pptx", "pptm",
        "odt",
        "ods", "odp", "rtf", "pages", "numbers", "key", "epub", "pub", "vsd", "vsdx", "xps",
    ]
}
