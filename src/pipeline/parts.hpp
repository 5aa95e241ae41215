// Parts: what the chain is made of; app builds them once and shares them.
#pragma once

#include "clearance/agency_table.hpp"
#include "codelists/shelf.hpp"
#include "crypto/public_id.hpp"
#include "dispatch/offerer.hpp"
#include "dispatch/registrar.hpp"
#include "ingest/intake.hpp"
#include "ingest/item_reader.hpp"
#include "judge/judge.hpp"
#include "map/mapper.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"
#include "profiles/editions.hpp"
#include "validate/checker.hpp"

#include <memory>

namespace postern::pipeline {

/// The stages and what they stand on. Store-less (check, map): registrar, offerer and the ports stay null.
struct Parts {
    std::shared_ptr<const profiles::Library> library;
    std::shared_ptr<const profiles::Editions> editions; ///< it and those before it
    std::shared_ptr<codelists::Shelf> lists;
    std::shared_ptr<const crypto::IdCipher> ids;
    std::shared_ptr<const crypto::Pseudonyms> pseudonyms; ///< by which senders are known
    ports::Clock* clock = nullptr;
    ports::KeySource* keys = nullptr;
    ports::Store* store = nullptr;
    std::shared_ptr<const clearance::AgencyTable> agencies; ///< what they let be amended; null: not asked
    xml::ReadLimits limits;

    std::unique_ptr<ingest::Intake> intake;
    std::unique_ptr<ingest::ItemReader> item_reader;
    std::unique_ptr<validate::Checker> checker;
    std::unique_ptr<map::Mapper> mapper;
    std::unique_ptr<judge::Judge> judge;
    std::unique_ptr<dispatch::Registrar> registrar;
    std::unique_ptr<dispatch::Offerer> offerer;
};

} // namespace postern::pipeline
