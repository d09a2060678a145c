/// What is suspicious in attachments, from their names, types and first bytes.
struct AttachmentFindings {
    let parts: [SampleMessage.Part]

    var all: [Finding] {
        parts.filter { $0.fileName != nil || !$0.type.hasPrefix("text/") }.flatMap { findings($0) }
    }

    private func findings(_ part: SampleMessage.Part) -> [Finding] {
        guard let name = part.fileName else {
            return Self.kind(of: part.head) == "a program"
                ? [Finding(.critical, .program, "a part without a name is a program, \(Self.bytes(part.size))")] : []
        }
        var found: [Finding] = []
        let endings = Self.endings(of: name)
        let last = endings.last ?? ""
        let kind = Self.kind(of: part.head)
        if Self.programs.contains(last) {
            found.append(Finding(.critical, .program, "attachment \(name) is a program, \(Self.bytes(part.size))"))
        } else if kind == "a program" {
            found.append(Finding(.critical, .program, "attachment \(name) is a program by its first bytes"))
        } else if endings.count > 1, Self.pages.contains(last), Self.papers.contains(endings[endings.count - 2]) {
            found.append(Finding(.critical, .program, "attachment \(name) only looks like a paper"))
        } else if Self.pages.contains(last) {
            found.append(Finding(.warning, "attachment \(name) is a page that opens in the browser"))
        } else if Self.macros.contains(last) {
            found.append(Finding(.warning, "attachment \(name) may hold macros"))
        } else if let mismatch = mismatch(part, name, last, kind) {
            found.append(mismatch)
        }
        if name.unicodeScalars.contains(where: OddCharacters.turnsText) {
            found.append(Finding(.critical, "the name of attachment \(name) turns text round"))
        }
        if name.contains("/") || name.contains("\\") {
            found.append(Finding(.warning, "the name of attachment \(name) is a path"))
        }
        return found
    }

    /// Where type or first bytes tell another thing than the name.
    private func mismatch(_ part: SampleMessage.Part, _ name: String, _ last: String, _ kind: String?) -> Finding? {
        if let kind, let kinds = Self.kinds[last], !kinds.contains(kind) {
            return Finding(.warning, "attachment \(name) is \(kind) by its first bytes")
        }
        guard let types = Self.types[last], !Self.vague.contains(part.type.lowercased()),
            !types.contains(where: { part.type.lowercased().hasPrefix($0) })
        else { return nil }
        return Finding(.warning, "attachment \(name) is sent as \(part.type)")
    }

    private static func endings(of name: String) -> [String] {
        name.lowercased().split(separator: ".").dropFirst().suffix(3)
            .map { $0.split(separator: " ").joined() }.filter { !$0.isEmpty }
    }

    /// What the first bytes of a file tell; nil where they tell nothing.
    static func kind(of head: [UInt8]) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("MZ".utf8), "a program"), ([0x7F] + Array("ELF".utf8), "a program"), (Array("#!".utf8), "a program"),
            ([0xCF, 0xFA, 0xED, 0xFE], "a program"), (Array("%PDF".utf8), "a PDF"), (Array("PK".utf8), "an archive"),
            (Array("Rar!".utf8), "an archive"), ([0x37, 0x7A, 0xBC, 0xAF], "an archive"), ([0x1F, 0x8B], "an archive"),
            ([0x89] + Array("PNG".utf8), "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"),
            (Array("GIF8".utf8), "a picture"), ([0xD0, 0xCF, 0x11, 0xE0], "an old office file"),
        ]
        return kinds.first { head.starts(with: $0.0) }?.1
    }

    private static func bytes(_ size: Int) -> String {
        size < 1000 ? "\(size) B" : size < 1_000_000 ? "\(tenths(size, 1000)) kB" : "\(tenths(size, 1_000_000)) MB"
    }

    private static func tenths(_ size: Int, _ unit: Int) -> String {
        let tenths = (size / (unit / 10) + (size % (unit / 10) >= unit / 20 ? 1 : 0))
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static let programs: Set<String> = [
        "apk", "appx", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "img", "inf", "ins",
        "iso",
        "jar", "js", "jse", "lnk", "mjs", "msc", "msi", "msix", "msp", "mst", "one", "pif", "ps1", "reg", "scf", "scr",
        "sct", "sh", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "wsc", "wsf", "wsh", "xll",
    ]
    private static let pages: Set<String> = ["htm", "html", "mht", "mhtml", "shtml", "svg", "xhtml"]
    private static let papers: Set<String> = ["doc", "docx", "jpg", "jpeg", "pdf", "png", "txt", "xls", "xlsx"]
    private static let macros: Set<String> = ["docm", "dotm", "ppam", "pptm", "xlam", "xlsb", "xlsm", "xltm"]
    /// Types that say nothing.
    private static let vague: Set<String> = [
        "application/octet-stream", "application/x-download", "application/binary",
    ]
    /// The types, or their beginnings, that fit an ending.
    private static let types: [String: [String]] = [
        "pdf": ["application/pdf", "application/x-pdf"], "png": ["image/"], "jpg": ["image/"], "jpeg": ["image/"],
        "gif": ["image/"], "txt": ["text/"], "csv": ["text/", "application/"],
        "ics": ["text/calendar", "application/ics"],
        "zip": ["application/zip", "application/x-zip"], "doc": ["application/msword", "application/vnd.ms-word"],
        "docx": ["application/vnd.openxmlformats", "application/msword"],
        "xls": ["application/vnd.ms-excel", "application/msexcel"],
        "xlsx": ["application/vnd.openxmlformats", "application/vnd.ms-excel"],
    ]
    /// What the first bytes of files with an ending may be.
    private static let kinds: [String: Set<String>] = [
        "pdf": ["a PDF"], "png": ["a picture"], "jpg": ["a picture"], "jpeg": ["a picture"], "gif": ["a picture"],
        "txt": [], "csv": [], "zip": ["an archive"], "docx": ["an archive"], "xlsx": ["an archive"],
        "doc": ["an old office file", "an archive"], "xls": ["an old office file", "an archive"],
    ]
}
