#pragma once
#include "edge.h"
#include "host.h"
#include "netlink.h"
#include "private_host.h"
#include "pseudo_terminal.h"
#include "terminal.h"
