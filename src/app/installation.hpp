// The installation's secret: what public ids are enciphered with.
#pragma once

#include "app/settings.hpp"

#include <string>

namespace postern::app {

/// From the setting, else the data folder's installation.key, made at first start (0600) by one process only. Throws
/// core::Failure naming the file.
std::string installation_secret(const Settings& settings);

} // namespace postern::app
