// Readers of what is written before somebody comes to a counter: prefills and their templates.
#pragma once

#include "ports/prefills.hpp"
#include "ports/templates.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqlitePrefillReader final : public ports::PrefillReader {
public:
    explicit SqlitePrefillReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::PrefillHead> prefill(core::PrefillKey key) override;
    std::optional<ports::PrefillHead> by_token(const core::ContentHash& token_hash) override;
    std::optional<ports::PrefillHead> by_reference(core::TenantKey tenant, core::Mode mode,
                                                   std::string_view reference) override;

private:
    ReaderPool& pool_;
};

class SqliteTemplateReader final : public ports::TemplateReader {
public:
    explicit SqliteTemplateReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::TemplateHead> prefill_template(core::TemplateKey key) override;
    std::vector<ports::TemplateHead> templates(const ports::TemplateQuestion& question) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
