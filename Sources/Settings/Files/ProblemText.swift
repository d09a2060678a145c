import Screen

/// The words of every problem are made here.
extension Problem {
    /// One line: file, line, what is wrong, the nearest right name, what is done instead.
    package var text: String {
        let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(separator: ":")
        return "\(place): \(sentence)"
    }

    private var sentence: String {
        switch reason {
        case .file(let fault): fault.text
        case .json(let fault): "\(fault.text) The file is ignored."
        case .keymap(let fault): fault.text
        case .theme(let fault): fault.text
        case .config(let fault): fault.text
        }
    }

    /// In quotation marks, with nothing in it that could play tricks on a terminal.
    static func quoted(_ text: String, most: Int = 60) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(most) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "\"\(result)\(text.unicodeScalars.count > most ? "…" : "")\""
    }

    /// A path is said whole: it is what has to be mended.
    static func path(_ text: String) -> String { quoted(text, most: 4_096) }

    static func hint(_ nearest: String?) -> String { nearest.map { "; did you mean \"\($0)\"?" } ?? "." }
}

extension FileFault {
    fileprivate var text: String {
        switch self {
        case .unreadable(let reason): "can't be read: \(reason). It is ignored."
        case .notAFile: "is not a file. It is ignored."
        case .tooLong(let limit): "is longer than \(limit) bytes. It is ignored."
        case .dangling(let link, let end):
            "\(Problem.path(link)) is a link to \(Problem.path(end)), which does not exist. It is ignored."
        case .foreign(let path, let owner):
            "\(Problem.path(path)) belongs to \(owner): it must be yours or root's, otherwise they could run commands as you. "
                + "It is ignored."
        case .accessible(let path, let mode, let isFolder):
            "\(Problem.path(path)) is accessible to others (mode \(String(mode, radix: 8))); "
                + "run chmod \(isFolder ? 700 : 600) on it. It is ignored."
        }
    }
}

extension JSONFault {
    fileprivate var text: String {
        switch self {
        case .empty: "it is empty."
        case .tooLong(let limit): "it is longer than \(limit) bytes."
        case .notUTF8: "this line is not UTF-8."
        case .comment: "JSON has no comments."
        case .trailingComma: "a comma after the last entry."
        case .unexpected(let found, let wanted): "expected \(wanted), found \(Problem.quoted(found))."
        case .endsTooEarly(let wanted): "the file ends where \(wanted) is expected."
        case .unterminatedString: "the string that starts here is not closed on its line."
        case .controlInString: "a control character in a string must be escaped, such as \\t."
        case .badEscape(let escape): "\(Problem.quoted(escape)) is not a valid JSON escape."
        case .badNumber(let number): "\(Problem.quoted(number)) is not a number."
        case .tooDeep(let limit): "more than \(limit) nested brackets."
        case .moreAfterEnd: "unexpected text after the value."
        }
    }
}

extension KeymapFault {
    fileprivate var text: String {
        switch self {
        case .notAnObject(let found): "expected an object of modes, found \(found). The file is ignored."
        case .unknownMode(let name, let nearest):
            "unknown mode \(Problem.quoted(name))\(Problem.hint(nearest)) Its keys keep their defaults."
        case .modeNotAnObject(let mode, let found):
            "\"\(mode.rawValue)\" must be an object of keys, not \(found). Its keys keep their defaults."
        case .modeTwice(let mode, let line):
            "\"\(mode.rawValue)\" appears twice, first in line \(line). Both are used."
        case .emptyKey(let mode): "a key without a name in \"\(mode.rawValue)\". The entry is ignored."
        case .unknownKey, .tooManyKeys, .keyTwice, .swallowsText: keyText
        case .notACommand(let key, let mode, let found):
            "\(Problem.quoted(key)) in \"\(mode.rawValue)\" must name a command or be null, not \(found). \(Self.keeps)"
        case .unknownCommand(let name, let mode, let nearest):
            "unknown command \(Problem.quoted(name)) in \"\(mode.rawValue)\"\(Problem.hint(nearest)) \(Self.keeps)"
        case .notHere(let command, let mode):
            "\"\(command.rawValue)\" does nothing in \"\(mode.rawValue)\". \(Self.keeps)"
        case .writesOnEditingKey(let command, let key, let mode):
            "\"\(command.rawValue)\" writes and can't be on \(Problem.quoted(key)) in \"\(mode.rawValue)\": "
                + "that key edits text elsewhere. \(Self.keeps)"
        case .neverReached, .hides, .takesOver: conflictText
        }
    }

    private var keyText: String {
        switch self {
        case .unknownKey(let name, let whole, let mode, let nearest):
            "unknown key \(Problem.quoted(name))\(whole == name ? "" : " of \(Problem.quoted(whole))") "
                + "in \"\(mode.rawValue)\"\(Problem.hint(nearest)) The entry is ignored."
        case .tooManyKeys(let keys, let mode, let limit):
            "\(Problem.quoted(keys)) in \"\(mode.rawValue)\" has more than \(limit) keys. The entry is ignored."
        case .keyTwice(let key, let mode, let line):
            "\(Problem.quoted(key)) in \"\(mode.rawValue)\" appears twice, first in line \(line). The first is used."
        case .swallowsText(let key, let mode):
            "\(Problem.quoted(key)) in \"\(mode.rawValue)\" could no longer be typed there. The entry is ignored."
        default: ""
        }
    }

    private var conflictText: String {
        switch self {
        case .neverReached(let keys, let mode, let shorter, let line):
            "\(Problem.quoted(keys)) in \"\(mode.rawValue)\" and \(Problem.quoted(shorter)) in line \(line) start with the same keys; "
                + "only the one in line \(line) works."
        case .hides(let keys, let mode, let hidden, let command, let lastKey):
            "\(Problem.quoted(keys)) in \"\(mode.rawValue)\" hides \"\(hidden)\" (\(command.rawValue))"
                + "\(lastKey ? ", which now has no key" : "")."
        case .takesOver(let key, let mode, let command, let former, let lastKey):
            "\(Problem.quoted(key)) in \"\(mode.rawValue)\" now runs \"\(command.rawValue)\" instead of "
                + "\"\(former.rawValue)\"\(lastKey ? ", which now has no key" : "")."
        default: ""
        }
    }

    private static let keeps = "The key keeps its default."
}

extension ThemeFault {
    fileprivate var text: String {
        switch self {
        case .notAnObject(let found): "expected an object, found \(found). \(Self.fromTerminal)"
        case .noRoles: "\"roles\" is missing. \(Self.fromTerminal)"
        case .unknownEntry(let name, let nearest):
            "unknown entry \(Problem.quoted(name))\(Problem.hint(nearest)) It is ignored."
        case .entryTwice(let name): "\(Problem.quoted(name)) appears twice; the first is used."
        case .aboutNotText(let found): "\"about\" must be a string, not \(found). It is ignored."
        case .backgroundNotColour(let found):
            "\"background\" must be a colour or null, not \(found). The terminal's own is used."
        case .badBackground(let fault): "\"background\": \(fault.text) The terminal's own is used."
        case .rolesNotAnObject(let found): "\"roles\" must be an object, not \(found). \(Self.fromTerminal)"
        case .unknownRole(let name, let nearest):
            "unknown role \(Problem.quoted(name))\(Problem.hint(nearest)) It is ignored."
        case .missingRoles(let roles):
            "no style for \(roles.map(\.rawValue).joined(separator: ", ")). \(Self.fromTerminal)"
        case .styleNotText(let role, let found):
            "\"\(role.rawValue)\" must be a string, not \(found). \(Self.fromTerminal)"
        case .badStyle(let role, let fault): "\"\(role.rawValue)\": \(fault.text) \(Self.fromTerminal)"
        }
    }

    private static let fromTerminal = "Missing parts are taken from \"terminal\"."
}

extension StyleFault {
    fileprivate var text: String {
        switch self {
        case .empty: "it has no style."
        case .badColour(let colour): "\(Problem.quoted(colour)) is not a colour such as #rrggbb."
        case .unknownWord(let word, let nearest):
            "\(Problem.quoted(word)) is neither a colour nor bold, dim, italic, underline or reverse"
                + Problem.hint(nearest)
        case .noColourAfterOn: "no colour after \"on\"."
        case .misplaced(let word):
            "\(Problem.quoted(word)) is out of place; the order is: colour, on colour, attributes."
        }
    }
}

extension ConfigFault {
    fileprivate var text: String {
        switch self {
        case .notAnObject, .unknownEntry, .entryTwice, .wrongKind, .notOneOf, .outOfRange, .wrongOrder,
            .notAHeader, .notAServerName:
            entryText
        case .badURL, .twoKeys, .noUser, .noKey, .noKeyInEnvironment, .contextElsewhere: accountText
        case .emptyVariable, .noUserInEnvironment, .unknownContext, .noContexts, .manyContexts, .namesNoAccount:
            choiceText
        case .untrustedKey, .looseKeyFile, .emptyKey, .keyCommandFailed, .keyUnreadable, .keyCommandLate: keyText
        }
    }

    private var entryText: String {
        switch self {
        case .notAnObject(let what, let found): "\(what) must be an object, not \(found). It is ignored."
        case .unknownEntry(let name, let inside, let nearest):
            "unknown entry \(Problem.quoted(name)) in \(inside)\(Problem.hint(nearest)) It is ignored."
        case .entryTwice(let name, let inside):
            "\(Problem.quoted(name)) in \(inside) appears twice; the first is used."
        case .wrongKind(let name, let inside, let wanted, let found, let instead):
            "\"\(name)\" in \(inside) must be \(wanted), not \(found). \(instead)"
        case .notOneOf(let value, let name, let inside, let nearest, let instead):
            "unknown \(name) \(Problem.quoted(value)) in \(inside)\(Problem.hint(nearest)) \(instead)"
        case .outOfRange(let value, let name, let inside, let range, let instead):
            "\"\(name)\" in \(inside) must be \(range.lowerBound) to \(range.upperBound), not \(value). \(instead)"
        case .wrongOrder(let name, let other, let inside):
            "\"\(name)\" in \(inside) is above \"\(other)\". Both keep their defaults."
        case .notAHeader(let value, let name, let inside, let instead):
            "\"\(name)\" in \(inside) must name a header such as X-Customer, not \(Problem.quoted(value)). \(instead)"
        case .notAServerName(let value, let name, let inside, let instead):
            "\"\(name)\" in \(inside) must name a mail server such as mx.shop.example, "
                + "not \(Problem.quoted(value)). \(instead)"
        default: ""
        }
    }

    private var accountText: String {
        switch self {
        case .badURL(let url, let why): "\(Problem.quoted(url)) \(why). Nothing is sent."
        case .twoKeys(let inside): "\(inside) has both \"key_command\" and \"key_file\". The command is used."
        case .noUser(let inside): "\(inside) has no \"user\". Nothing is sent."
        case .noKey(let inside):
            "\(inside) has no key: give \"key_command\" or \"key_file\" there, or set RESELLERDESK_KEY. Nothing is sent."
        case .noKeyInEnvironment: "the key of this user is missing: set RESELLERDESK_KEY. Nothing is sent."
        case .contextElsewhere(let name, let file):
            "context \(Problem.quoted(name)) is also in \(file). That one is used, this file is ignored."
        default: ""
        }
    }

    private var choiceText: String {
        switch self {
        case .emptyVariable: "the variable is set but empty: give it a value or unset it. Nothing is sent."
        case .noUserInEnvironment: "there is a key but no user: set RESELLERDESK_USER or give --user. Nothing is sent."
        case .unknownContext(let name, let nearest):
            "unknown context \(Problem.quoted(name))\(Problem.hint(nearest)) No account is used."
        case .noContexts(let name):
            "unknown context \(Problem.quoted(name)): no account is configured. No account is used."
        case .manyContexts(let names):
            "there are \(names.count) accounts (\(names.prefix(8).map { Problem.quoted($0) }.joined(separator: ", "))"
                + "\(names.count > 8 ? ", …" : "")) and \"current\" names none of them: "
                + "set it in config.json, or give --context. No account is used."
        case .namesNoAccount:
            "it has no account: add one under \"contexts\", or remove the file; --context sandbox starts the sandbox. "
                + "No account is used."
        default: ""
        }
    }

    private var keyText: String {
        switch self {
        case .looseKeyFile(let mode):
            "it is accessible to others (mode \(String(mode, radix: 8))); run chmod 600 on it. The key is not read."
        case .untrustedKey(let fault): fault.text
        case .emptyKey(let source): "\(source) returned no key. Nothing is sent."
        case .keyUnreadable(let reason): "the key can't be read: \(reason). Nothing is sent."
        case .keyCommandFailed(let command, let why):
            "the key command \(Problem.quoted(command)) failed: \(why). Nothing is sent."
        case .keyCommandLate(let command, let seconds):
            "the key command \(Problem.quoted(command)) did not finish within \(seconds) seconds. Nothing is sent."
        default: ""
        }
    }
}
