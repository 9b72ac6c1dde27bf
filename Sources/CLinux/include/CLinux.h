#pragma once
#include "host.h"
#include "terminal.h"
