internal import Dialects
internal import Formats
import ResellerAPI

/// The service's "no" in any of its shapes.
struct Refusal: Equatable {
    /// A code that stood in the body, as a number or as its digits.
    let code: Int?
    let words: [String]
    var form = Form.list

    /// How the service says no; the dialect says on which statuses it may.
    enum Form: Sendable {
        /// Reasons in a list, or a code and a message.
        case list
        /// `{"message":"why"}`, which other servers say too.
        case word
        /// `{"error":"why"}`, the same.
        case text

        func statuses(in spelling: RefusalSpelling) -> Set<Int> {
            switch self {
            case .list: spelling.listStatuses
            case .word: spelling.wordStatuses
            case .text: spelling.textStatuses
            }
        }
    }

    /// The refusal that a body is; nil where it is an answer.
    static func find(in tree: WireValue) -> Refusal? {
        switch tree {
        case .list(let values): return values.count == 1 ? inOnly(values[0]) : nil
        case .object(let members):
            if let refusal = inObject(members) { return refusal }
            guard members.count == 1, members[0].name == "result" else { return nil }
            return inResult(members[0].value)
        default: return nil
        }
    }

    /// An array of one: a refusal only where it holds nothing else, as a record may have such fields.
    private static func inOnly(_ value: WireValue) -> Refusal? {
        guard !value.members.isEmpty, value.members.allSatisfy({ envelope.contains($0.name) }) else { return nil }
        return inObject(value.members)
    }

    private static let envelope: Set<String> = ["message", "error", "errors", "code", "status"]

    private static func inResult(_ value: WireValue) -> Refusal? {
        guard case .text(let text) = value else { return inObject(value.members) }
        return text.isEmpty || isSuccess(text) ? nil : Refusal(code: nil, words: [text], form: .word)
    }

    private static func inObject(_ members: [WireMember]) -> Refusal? {
        let object = WireValue.object(members)
        let code = code(object["code"])
        if let error = object["error"], let refusal = inError(error, beside: object) { return refusal }
        if let errors = object["errors"], !errors.isEmpty { return Refusal(code: code, words: words(errors)) }
        let messages = messages(members)
        guard !messages.isEmpty, !messages.contains(where: isSuccess) else { return nil }
        let isAlone = members.allSatisfy { envelope.contains($0.name) }
        let saysError = messages.contains(where: isError)
        guard isAlone || saysError else { return nil }
        let said = messages.filter { !$0.isEmpty && !isError($0) }
        let beside = saysError && said.isEmpty ? members.filter { !silent.contains($0.name) } : []
        return Refusal(
            code: code, words: said + beside.flatMap { words($0.value) }, form: saysError && isAlone ? .list : .word)
    }

    /// What stands beside `"message": "error"` and is no reason.
    private static let silent: Set<String> = ["message", "code", "status"]

    /// All texts of all messages: the first may say `error` and the next why.
    private static func messages(_ members: [WireMember]) -> [String] {
        members.filter { $0.name == "message" }.flatMap { member in
            if let text = member.value.scalarText { return [text] }
            return words(member.value)
        }
    }

    /// `"error": {"code": …, "message": …}` or `"error": "text"`; empty and null ones say nothing.
    private static func inError(_ error: WireValue, beside object: WireValue) -> Refusal? {
        switch error {
        case .object(let members) where !members.isEmpty:
            let said = messages(members).filter { !$0.isEmpty && !isError($0) }
            return Refusal(
                code: code(error["code"]) ?? code(object["code"]),
                words: said.isEmpty ? error["errors"].map(words) ?? [] : said)
        case .list(let values) where !values.isEmpty:
            return Refusal(code: code(object["code"]), words: words(error))
        case .text(let text) where !text.isEmpty:
            let isReason = object["message"]?.scalarText.map(isError) ?? false
            return Refusal(code: code(object["code"]), words: [text], form: isReason ? .list : .text)
        default: return nil
        }
    }

    /// The texts of `errors`: strings, `{field, message}`, or `<error>` elements.
    private static func words(_ value: WireValue) -> [String] {
        switch value {
        case .list(let values): return values.flatMap(words)
        case .object(let members):
            guard let message = value["message"] else { return members.flatMap { words($0.value) } }
            let field = value["field"]?.scalarText ?? ""
            return words(message).map { field.isEmpty ? $0 : "\(field): \($0)" }
        default: return value.scalarText.map { [$0] } ?? []
        }
    }

    private static func code(_ value: WireValue?) -> Int? { value?.scalarText.flatMap { Int($0) } }

    static func isSuccess(_ message: String) -> Bool { message.lowercased() == "success" }
    private static func isError(_ message: String) -> Bool { message.lowercased() == "error" }
}

extension Refusal {
    /// What the refusal means, read together with the HTTP status: by its words as they came, as a key may be an ordinary
    /// word. What is told of them is without these secrets.
    func reason(
        status: Int, retryAfter: Int?, spelling: RefusalSpelling, hiding secrets: [String]
    ) -> APIError.Reason {
        let reason = reason(status: status, retryAfter: retryAfter, spelling: spelling)
        guard case .refused(let words) = reason else { return reason }
        return .refused(words.map { SecretText.hide(secrets, in: $0) })
    }

    /// What these statuses mean whatever is said with them.
    private static let statusReasons: [Int: APIError.Reason] = [401: .wrongCredentials, 403: .notAuthorized]

    /// What the refusal means, read together with the HTTP status.
    func reason(status: Int, retryAfter: Int?, spelling: RefusalSpelling) -> APIError.Reason {
        let text = words.joined(separator: " ").lowercased()
        if spelling.isStatusFirst, let reason = Self.statusReasons[status] { return reason }
        if status == 429 || code == 429 || text == spelling.tooManyCalls {
            return .tooManyCalls(retryAfter: retryAfter)
        }
        if text.contains(spelling.wrongCredentials) { return .wrongCredentials }
        if text.contains(spelling.notAuthorized) { return .notAuthorized }
        switch code ?? (words.isEmpty ? status : nil) {
        case 401 where words.isEmpty: return .wrongCredentials
        case 403 where words.isEmpty: return .notAuthorized
        case 404 where words.isEmpty || text == spelling.notFound: return .notFound
        case let code? where code >= 500: return .server(status: code)
        default: return status == 404 && text == spelling.notFound ? .notFound : .refused(words)
        }
    }
}
